// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/**
 * Windows of one size. Where their distance is no part of the size, a period has two slices, since
 * windows begin and end within it: the pairs of Krishnamurthy, Wu and Franklin, "On-the-Fly Sharing
 * for Streamed Aggregation" (SIGMOD 2006). Where it is more than the size, the second of the two is
 * a gap.
 */
final class SlidingSlices extends Slices {
  private static final long serialVersionUID = 1;

  private final long size;
  private final long every;
  private final long offset;

  /** Where in a period windows end; 0 where they begin. */
  private final long cut;

  /** The shortest time of whole periods that is not shorter than a window. */
  private final long block;

  SlidingSlices(long size, long every, long offset) {
    this.size = size;
    this.every = every;
    this.offset = Math.floorMod(offset, every);
    this.cut = size % every;
    this.block = cut == 0 ? size : size - cut + every;
  }

  private long period(long time) {
    return time - Math.floorMod(time - offset, every);
  }

  @Override
  long start(long time) {
    long period = period(time);
    return cut > 0 && time >= period + cut ? period + cut : period;
  }

  private long end(long start) {
    long period = period(start);
    return cut > 0 && start == period ? period + cut : period + every;
  }

  @Override
  boolean isEnd(long time) {
    return Math.floorMod(time - offset - cut, every) == 0;
  }

  @Override
  long endFrom(long time) {
    return time + Math.floorMod(offset + cut - time, every);
  }

  @Override
  long windowStart(long end) {
    return end - size;
  }

  @Override
  long block(long end) {
    return end - 1 - Math.floorMod(end - 1 - offset, block);
  }

  @Override
  long firstEnd(long start) {
    return endFrom(end(start));
  }

  @Override
  long lastEnd(long start) {
    return period(start) + size;
  }
}
