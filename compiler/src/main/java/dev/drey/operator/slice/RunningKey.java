// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;

/** What is known of one key of a running aggregate. */
final class RunningKey implements KeyCache.Entry {
  /** No time: of what is not to be done. */
  static final long NEVER = Long.MAX_VALUE;

  /** Bytes of memory without key and accumulator: itself, its place in the cache. */
  private static final long BYTES = 168;

  private final RowKey key;
  private final long keyBytes;
  private Object[] accumulator;
  private long accumulatorBytes;
  private long used = Long.MIN_VALUE;
  private long due = NEVER;
  private long point = NEVER;
  private long rows;
  private boolean shown;
  private boolean dirty;
  private boolean stored;

  RunningKey(RowKey key, long keyBytes, Object[] accumulator, long accumulatorBytes) {
    this.key = key;
    this.keyBytes = keyBytes;
    this.accumulator = accumulator;
    this.accumulatorBytes = accumulatorBytes;
  }

  @Override
  public RowKey key() {
    return key;
  }

  @Override
  public long bytes() {
    return BYTES + keyBytes + accumulatorBytes;
  }

  /** As state has it. */
  void restore(long newUsed, long newDue, long newPoint, long newRows, boolean isShown) {
    used = newUsed;
    due = newDue;
    point = newPoint;
    rows = newRows;
    shown = isShown;
    stored = true;
  }

  Object[] accumulator() {
    return accumulator;
  }

  /**
   * @param more how many rows there are more; less than none where one was taken back
   * @param time of the row
   */
  void count(Object[] newAccumulator, long bytes, int more, long time) {
    accumulator = newAccumulator;
    accumulatorBytes = bytes;
    rows += more;
    used = Math.max(used, time);
    dirty = true;
  }

  /** The latest time of a row. */
  long used() {
    return used;
  }

  /** How many rows there are that were not taken back. */
  long rows() {
    return rows;
  }

  /** When it is looked whether the key is to be forgotten. */
  long due() {
    return due;
  }

  void due(long time) {
    due = time;
    dirty = true;
  }

  /** When a result is given that has not been given yet; {@link #NEVER} where there is none. */
  long point() {
    return point;
  }

  void point(long time) {
    point = time;
    dirty = true;
  }

  /** Whether the last result says that there is a row. */
  boolean isShown() {
    return shown;
  }

  void shown(boolean isShown) {
    if (shown != isShown) {
      shown = isShown;
      dirty = true;
    }
  }

  boolean isDirty() {
    return dirty;
  }

  /** Whether state has something of the key. */
  boolean isStored() {
    return stored;
  }

  void written() {
    dirty = false;
    stored = true;
  }
}
