// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/**
 * How time is cut so that each window is a row of whole slices. All times are epoch milliseconds;
 * windows and slices have their start and not their end.
 */
public abstract class Slices implements Serializable {
  private static final long serialVersionUID = 1;

  /** The end of a window that ends where the input does, which is when time is at its last. */
  static final long NEVER = Long.MAX_VALUE - 1;

  /** One window for all time. */
  public static Slices global() {
    return new GlobalSlices();
  }

  /**
   * Windows of one size.
   *
   * @param size of a window
   * @param every how far their starts are apart
   * @param offset of their starts from the epoch
   */
  public static Slices sliding(long size, long every, long offset) {
    return new SlidingSlices(size, every, offset);
  }

  /**
   * Windows that grow from one start to several ends, the last of which is where the next begin.
   *
   * @param size of the longest
   * @param every how far their ends are apart; the last one may be nearer
   * @param offset of their starts from the epoch
   */
  public static Slices cumulating(long size, long every, long offset) {
    return new CumulatingSlices(size, every, offset);
  }

  /** The start of the slice that has a time. */
  abstract long start(long time);

  /** Whether a window ends there. */
  abstract boolean isEnd(long time);

  /** The first end of a window that is not before a time. */
  abstract long endFrom(long time);

  /** The start of the window with an end. */
  abstract long windowStart(long end);

  /**
   * Where slices are cut into blocks: the start of the one that the window with an end ends in. It
   * is the start of a slice, and not before that of the window.
   */
  abstract long block(long end);

  /** The end of the first window that has the slice; of a gap between windows some time. */
  abstract long firstEnd(long start);

  /** The end of the last window that has the slice; its start where no window has it. */
  abstract long lastEnd(long start);
}
