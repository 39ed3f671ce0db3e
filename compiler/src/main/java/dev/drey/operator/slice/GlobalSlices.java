// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/** One window for all time, which ends where the input does. */
final class GlobalSlices extends Slices {
  private static final long serialVersionUID = 1;

  @Override
  long start(long time) {
    return Long.MIN_VALUE;
  }

  @Override
  boolean isEnd(long time) {
    return time == NEVER;
  }

  @Override
  long endFrom(long time) {
    return Math.max(time, NEVER);
  }

  @Override
  long windowStart(long end) {
    return Long.MIN_VALUE;
  }

  @Override
  long block(long end) {
    return Long.MIN_VALUE;
  }

  @Override
  long firstEnd(long start) {
    return NEVER;
  }

  @Override
  long lastEnd(long start) {
    return NEVER;
  }
}
