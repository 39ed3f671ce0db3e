// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.MemorySize;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a group, in order. */
final class TopGroup implements KeyCache.Entry {
  /** No time: of what is not to be done. */
  static final long NEVER = Long.MAX_VALUE;

  /** Bytes of memory without key and rows: itself, its list, its place in the cache. */
  private static final long BYTES = 184;

  private final RowKey key;
  private final long keyBytes;
  private final List<Object[]> rows;
  private long rowBytes;
  private long used = Long.MIN_VALUE;
  private long due = NEVER;
  private boolean dirty;
  private boolean stored;

  TopGroup(RowKey key, List<Object[]> rows) {
    this.key = key;
    this.keyBytes = MemorySize.of(key);
    this.rows = rows;
    rows.forEach(row -> rowBytes += MemorySize.of(row));
  }

  static TopGroup empty(RowKey key) {
    return new TopGroup(key, new ArrayList<>(1));
  }

  /** As state has it. */
  void restore(long newUsed, long newDue) {
    used = newUsed;
    due = newDue;
    stored = true;
  }

  @Override
  public RowKey key() {
    return key;
  }

  @Override
  public long bytes() {
    return BYTES + keyBytes + rowBytes;
  }

  List<Object[]> rows() {
    return rows;
  }

  void insert(int place, Object[] row) {
    rows.add(place, row);
    rowBytes += MemorySize.of(row);
    dirty = true;
  }

  /** Takes the last row out. */
  Object[] removeLast() {
    Object[] row = rows.remove(rows.size() - 1);
    rowBytes -= MemorySize.of(row);
    dirty = true;
    return row;
  }

  /** The latest time of a row, also of one that is not among the first. */
  long used() {
    return used;
  }

  void used(long time) {
    if (time > used) {
      used = time;
      dirty = true;
    }
  }

  /** When the group is looked at. */
  long due() {
    return due;
  }

  void due(long time) {
    due = time;
    dirty = true;
  }

  boolean isDirty() {
    return dirty;
  }

  /** Whether state has something of the group. */
  boolean isStored() {
    return stored;
  }

  void written() {
    dirty = false;
    stored = true;
  }
}
