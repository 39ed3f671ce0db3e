// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/**
 * How time is cut so that each window is a row of whole slices. All times are epoch milliseconds;
 * windows and slices have their start and not their end.
 *
 * <p>Windows start {@code every} apart. Where that is no part of {@code size}, a period has two
 * slices, since windows begin and end within it: the pairs of Krishnamurthy, Wu and Franklin, "On-
 * the-Fly Sharing for Streamed Aggregation" (SIGMOD 2006).
 */
public final class Slices implements Serializable {
  private static final long serialVersionUID = 1;

  private final long size;
  private final long every;
  private final long offset;

  /** Where in a period windows end; 0 where they begin. */
  private final long cut;

  /**
   * @param size of a window
   * @param every how far windows are apart, at most their size
   * @param offset of their starts from the epoch
   */
  public Slices(long size, long every, long offset) {
    if (every <= 0 || every > size) {
      throw new IllegalArgumentException("windows of " + size + " ms every " + every + " ms");
    }
    this.size = size;
    this.every = every;
    this.offset = Math.floorMod(offset, every);
    this.cut = size % every;
  }

  long size() {
    return size;
  }

  long every() {
    return every;
  }

  /** The start of the last window that has a time. */
  long lastStart(long time) {
    return time - Math.floorMod(time - offset, every);
  }

  /** The start of the slice that has a time. */
  long start(long time) {
    long period = lastStart(time);
    return cut > 0 && time >= period + cut ? period + cut : period;
  }

  /** The end of the slice that begins there. */
  private long end(long start) {
    long period = lastStart(start);
    return cut > 0 && start == period ? period + cut : period + every;
  }

  /** Whether windows end there. */
  boolean isEnd(long time) {
    return Math.floorMod(time - offset - cut, every) == 0;
  }

  /** The first end of a window that is not before a time. */
  long endFrom(long time) {
    return time + Math.floorMod(offset + cut - time, every);
  }

  /** The end of the first window that has the slice. */
  long firstEnd(long start) {
    return endFrom(end(start));
  }

  /** The end of the last window that has the slice. */
  long lastEnd(long start) {
    return lastStart(start) + size;
  }
}
