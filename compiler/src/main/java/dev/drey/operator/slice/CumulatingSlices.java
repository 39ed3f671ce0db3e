// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/** Windows that grow: a slice for each step, and for what is left at the end. */
final class CumulatingSlices extends Slices {
  private static final long serialVersionUID = 1;

  private final long size;
  private final long every;
  private final long offset;

  CumulatingSlices(long size, long every, long offset) {
    this.size = size;
    this.every = every;
    this.offset = Math.floorMod(offset, size);
  }

  private long within(long time) {
    return Math.floorMod(time - offset, size);
  }

  @Override
  long start(long time) {
    return time - within(time) % every;
  }

  @Override
  boolean isEnd(long time) {
    return within(time) % every == 0;
  }

  @Override
  long endFrom(long time) {
    long within = within(time);
    long step = (within + every - 1) / every * every;
    return time - within + Math.min(step, size);
  }

  @Override
  long windowStart(long end) {
    return end - 1 - within(end - 1);
  }

  @Override
  long block(long end) {
    return windowStart(end);
  }

  @Override
  long firstEnd(long start) {
    return endFrom(start + 1);
  }

  @Override
  long lastEnd(long start) {
    return start - within(start) + size;
  }
}
