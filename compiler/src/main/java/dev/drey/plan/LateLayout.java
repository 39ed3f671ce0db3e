// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/**
 * Where things stand in a late row of a window: the columns that it keeps of the input, then by how
 * much it is late, then the watermark.
 */
@AutoValue
public abstract class LateLayout {
  private static final int ADDED = 2;

  public static LateLayout of(int kept) {
    return new AutoValue_LateLayout(kept);
  }

  /** How many columns are of the input; they come first. */
  public abstract int kept();

  /** The position of {@code late_by}, the milliseconds that the watermark was ahead. */
  public int lateBy() {
    return kept();
  }

  /** The position of {@code watermark}. */
  public int watermark() {
    return kept() + 1;
  }

  /** How many columns there are. */
  public int size() {
    return kept() + ADDED;
  }
}
