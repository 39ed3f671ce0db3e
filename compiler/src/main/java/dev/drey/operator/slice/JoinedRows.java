// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.MemorySize;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.List;

/** The rows of one side of a join that have the same key, by time; equal ones as they came. */
final class JoinedRows implements KeyCache.Entry {
  /** No time: of what is not to be done. */
  static final long NEVER = Long.MAX_VALUE;

  /** Bytes of memory without key and rows: itself, its list, its place in the cache. */
  private static final long BYTES = 184;

  /** Bytes of memory of a row beside its values: itself and its place in the list. */
  private static final long ROW_BYTES = 40;

  private final RowKey key;
  private final long keyBytes;
  private final List<Kept> rows;
  private long rowBytes;
  private long due = NEVER;
  private boolean dirty;
  private boolean stored;

  /** A row that can have a match yet. */
  static final class Kept {
    private final long time;
    private final Object[] values;
    private boolean matched;

    Kept(long time, Object[] values, boolean matched) {
      this.time = time;
      this.values = values;
      this.matched = matched;
    }

    long time() {
      return time;
    }

    Object[] values() {
      return values;
    }

    /** Whether it has had one, where anybody asks. */
    boolean isMatched() {
      return matched;
    }

    private long bytes() {
      return ROW_BYTES + MemorySize.of(values);
    }
  }

  JoinedRows(RowKey key) {
    this.key = key;
    this.keyBytes = MemorySize.of(key);
    this.rows = new ArrayList<>(1);
  }

  /** As state has it. */
  static JoinedRows restored(RowKey key, long due, List<Kept> rows) {
    JoinedRows restored = new JoinedRows(key);
    restored.rows.addAll(rows);
    rows.forEach(row -> restored.rowBytes += row.bytes());
    restored.due = due;
    restored.stored = true;
    return restored;
  }

  @Override
  public RowKey key() {
    return key;
  }

  @Override
  public long bytes() {
    return BYTES + keyBytes + rowBytes;
  }

  List<Kept> rows() {
    return rows;
  }

  /** How many rows have at most this time. */
  int upTo(long time) {
    int from = 0;
    int to = rows.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (rows.get(middle).time <= time) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  void add(Kept row) {
    int last = rows.size();
    boolean behind = last == 0 || rows.get(last - 1).time <= row.time;
    rows.add(behind ? last : upTo(row.time), row);
    rowBytes += row.bytes();
    dirty = true;
  }

  void match(Kept row) {
    if (!row.matched) {
      row.matched = true;
      dirty = true;
    }
  }

  /** The one with the greatest time, of equal ones the last that came; there is one. */
  Kept last() {
    return rows.get(rows.size() - 1);
  }

  /** Takes out the rows up to a time. */
  void removeUpTo(long time) {
    removeFirst(upTo(time));
  }

  /** Takes out so many. */
  void removeFirst(int gone) {
    if (gone > 0) {
      List<Kept> first = rows.subList(0, gone);
      first.forEach(row -> rowBytes -= row.bytes());
      first.clear();
      dirty = true;
    }
  }

  /** When the rows are looked at. */
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

  /** Whether state has something of the key. */
  boolean isStored() {
    return stored;
  }

  void written() {
    dirty = false;
    stored = true;
  }
}
