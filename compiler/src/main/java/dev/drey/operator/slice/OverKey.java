// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.operator.MemorySize;
import dev.drey.row.RowKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a key that count for the next one, in order, and what they come to.
 *
 * <p>Rows come in at one end and go at the other. Where accumulators are small, those of the older
 * rows stand ready, each of a row and all older ones that are younger than it: when the first of
 * them goes, the next is there, and what has come since is merged with it. Once all of these are
 * gone they are made anew of what is there, so that a row costs two or three additions however many
 * there are. Where accumulators grow with their rows, they are added up anew for each result.
 */
final class OverKey implements KeyCache.Entry {
  /** No time: of what is not to be done. */
  static final long NEVER = Long.MAX_VALUE;

  /** Bytes of memory of a key, and of a row or an accumulator beside its values. */
  private static final long BYTES = 320;

  private static final long ROW_BYTES = 64;

  private final RowKey key;
  private final long keyBytes;
  private final GroupAggregator aggregator;

  /** Whether accumulators are kept from one row to the next. */
  private final boolean keeps;

  private final List<Kept> rows = new ArrayList<>();

  /** How many of the first rows of the list do not count any more. */
  private int gone;

  private long rowBytes;

  /** Of the first rows: each of a row and those behind it, up to where the younger ones begin. */
  private final Deque<Object[]> older = new ArrayDeque<>();

  /** Of the rows behind those. */
  private Object[] younger;

  /** The number of the first row that counts. */
  private long first;

  private long last = Long.MIN_VALUE;
  private long due = NEVER;
  private long storedFrom;
  private long storedTo;
  private boolean dirty;
  private boolean stored;

  private static final class Kept {
    private final long time;
    private final Object[] row;

    Kept(long time, Object[] row) {
      this.time = time;
      this.row = row;
    }
  }

  OverKey(RowKey key, GroupAggregator aggregator) {
    this.key = key;
    this.keyBytes = MemorySize.of(key);
    this.aggregator = aggregator;
    this.keeps = aggregator.isFixedSize() && aggregator.accumulatorType().size() > 0;
    this.younger = aggregator.create();
  }

  /** As state has it, before its rows. */
  void restore(long newLast, long newDue) {
    last = newLast;
    due = newDue;
    stored = true;
  }

  /** A row as state has it, behind those before. */
  void restoreRow(long number, long time, Object[] row) {
    if (rows.isEmpty()) {
      first = number;
      storedFrom = number;
    }
    put(time, row);
    storedTo = number + 1;
  }

  @Override
  public RowKey key() {
    return key;
  }

  @Override
  public long bytes() {
    long accumulators = keeps ? (1L + older.size()) * (ROW_BYTES + aggregator.bytes(younger)) : 0;
    return BYTES + keyBytes + rowBytes + accumulators;
  }

  /** How many rows count. */
  int size() {
    return rows.size() - gone;
  }

  /** What is kept of a row, from 0 for the first that counts. */
  Object[] row(int place) {
    return rows.get(gone + place).row;
  }

  /** The time of the first row; there is one. */
  long firstTime() {
    return rows.get(gone).time;
  }

  /** Adds a row behind the others. */
  void add(long time, Object[] row) {
    put(time, row);
    dirty = true;
  }

  private void put(long time, Object[] row) {
    rows.add(new Kept(time, row));
    rowBytes += ROW_BYTES + MemorySize.of(row);
    if (keeps) {
      younger = aggregator.add(younger, row, time);
    }
  }

  /** Takes the first row out; there is one. */
  void removeFirst() {
    if (keeps) {
      if (older.isEmpty()) {
        turn();
      }
      older.removeFirst();
    }
    rowBytes -= ROW_BYTES + MemorySize.of(rows.get(gone).row);
    gone++;
    first++;
    dirty = true;
    if (gone > rows.size() / 2) {
      rows.subList(0, gone).clear();
      gone = 0;
    }
  }

  /** Makes the accumulators of all rows, the last one's first. */
  private void turn() {
    Object[] behind = null;
    for (int i = rows.size() - 1; i >= gone; i--) {
      Kept kept = rows.get(i);
      Object[] with = aggregator.add(aggregator.create(), kept.row, kept.time);
      behind = behind == null ? with : aggregator.merge(with, behind);
      older.addFirst(behind);
    }
    younger = aggregator.create();
  }

  /** What the rows come to, to be read at once. */
  Object[] total() {
    if (keeps) {
      @Nullable Object[] front = older.peekFirst();
      return front == null ? younger : aggregator.merge(aggregator.restored(front, true), younger);
    }
    Object[] total = aggregator.create();
    for (int i = gone; i < rows.size(); i++) {
      total = aggregator.add(total, rows.get(i).row, rows.get(i).time);
    }
    return total;
  }

  /** Begins anew. */
  void clear() {
    first += size();
    rows.clear();
    gone = 0;
    rowBytes = 0;
    older.clear();
    younger = aggregator.create();
    dirty = true;
  }

  /** The time of the last row. */
  long last() {
    return last;
  }

  void last(long time) {
    last = time;
    dirty = true;
  }

  /** When the key is looked at. */
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

  /** The number of the first row that counts. */
  long first() {
    return first;
  }

  /** The number of the first row that state has. */
  long storedFrom() {
    return storedFrom;
  }

  /** The number behind that of the last row that state has. */
  long storedTo() {
    return storedTo;
  }

  /** The time of a row by its number. */
  long time(long number) {
    return rows.get(gone + (int) (number - first)).time;
  }

  /** What is kept of a row by its number. */
  Object[] numbered(long number) {
    return row((int) (number - first));
  }

  void written() {
    dirty = false;
    stored = true;
    storedFrom = first;
    storedTo = first + size();
  }
}
