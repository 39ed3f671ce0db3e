// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/**
 * Where things stand in a row of a window's results: the keys, then the two bounds of the window,
 * then one column a call.
 */
@AutoValue
public abstract class WindowLayout {
  private static final int BOUNDS = 2;

  public static WindowLayout of(int keys, int calls) {
    return new AutoValue_WindowLayout(keys, calls);
  }

  /** How many columns are keys; they come first. */
  public abstract int keys();

  /** How many columns are results of calls; they come last. */
  public abstract int calls();

  /** The position of {@code window_start}. */
  public int start() {
    return keys();
  }

  /** The position of {@code window_end}. */
  public int end() {
    return keys() + 1;
  }

  /** The position of the first call's result; the others follow. */
  public int firstCall() {
    return keys() + BOUNDS;
  }

  /** The position of a call's result. */
  public int ofCall(int call) {
    return firstCall() + call;
  }

  /** The call whose result stands at a position behind the bounds. */
  public int callAt(int position) {
    return position - firstCall();
  }

  /** How many columns there are. */
  public int size() {
    return firstCall() + calls();
  }
}
