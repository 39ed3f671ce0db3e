// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/**
 * Where things stand in a row of a window's results: the keys, then the two bounds of a window that
 * has them, then the pane where somebody asks for it, then one column a call.
 */
@AutoValue
public abstract class WindowLayout {
  private static final int BOUNDS = 2;

  /**
   * @param bounded whether windows have a start and an end
   * @param pane whether results say which of their window's they are
   */
  public static WindowLayout of(int keys, boolean bounded, boolean pane, int calls) {
    return new AutoValue_WindowLayout(keys, bounded, pane, calls);
  }

  /** How many columns are keys; they come first. */
  public abstract int keys();

  /** Whether windows have a start and an end. */
  public abstract boolean bounded();

  /** Whether there is a column that says which result of its window a row is. */
  public abstract boolean hasPane();

  /** How many columns are results of calls; they come last. */
  public abstract int calls();

  /** The position of {@code window_start}; -1 where there is none. */
  public int start() {
    return bounded() ? keys() : -1;
  }

  /** The position of {@code window_end}; -1 where there is none. */
  public int end() {
    return bounded() ? keys() + 1 : -1;
  }

  /** How many columns say which window it is. */
  public int ofWindow() {
    return keys() + (bounded() ? BOUNDS : 0);
  }

  /** The position of {@code pane}; -1 where there is none. */
  public int pane() {
    return hasPane() ? ofWindow() : -1;
  }

  /** The position of the first call's result; the others follow. */
  public int firstCall() {
    return ofWindow() + (hasPane() ? 1 : 0);
  }

  /** The position of a call's result. */
  public int ofCall(int call) {
    return firstCall() + call;
  }

  /** The call whose result stands at a position from {@link #firstCall} on. */
  public int callAt(int position) {
    return position - firstCall();
  }

  /** How many columns there are. */
  public int size() {
    return firstCall() + calls();
  }
}
