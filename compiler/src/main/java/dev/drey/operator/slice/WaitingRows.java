// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.MemorySize;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait until a time has come: in memory up to a number of bytes, and what goes beyond
 * that, or was there when a snapshot was made, in blocks of rows.
 *
 * <p>Law: they come out by their times, those of one key with the same time in the order in which
 * they came. Not where memory is full when the time comes, and part of those of one millisecond was
 * in memory and went back to state with a snapshot in between: then those may come out last.
 */
final class WaitingRows {
  /** Times of a bucket are alike but for so many bits: 64 milliseconds. */
  private static final int BUCKET = 6;

  /** Bytes of memory of a row beside its values: itself, its place, its key without values. */
  private static final int ENTRY_BYTES = 120;

  private final KeyColumns keys;
  private final RowSerializer serializer;
  private final LongSupplier bound;
  private final TreeMap<Long, Bucket> near = new TreeMap<>();
  private final KeyIndex<Tuple3<Long, Long, Object[]>> far;

  private @Nullable Bucket lastUsed;
  private long lastTime;
  private long bytes;
  private long number;

  /** Rows of times that are near each other. */
  private static final class Bucket {
    private final List<Row> rows = new ArrayList<>();

    /** Whether the first row is at the end, and behind each row are those before it. */
    private boolean sorted = true;

    void add(Row row) {
      sorted = rows.isEmpty();
      rows.add(row);
    }

    Row first() {
      if (!sorted) {
        rows.sort(Comparator.reverseOrder());
        sorted = true;
      }
      return rows.get(rows.size() - 1);
    }

    Row takeFirst() {
      Row row = first();
      rows.remove(rows.size() - 1);
      return row;
    }
  }

  private static final class Row implements Comparable<Row> {
    private final RowKey key;
    private final Object[] values;
    private final long time;
    private final long number;
    private final long bytes;

    Row(RowKey key, Object[] values, long time, long number, long bytes) {
      this.key = key;
      this.values = values;
      this.time = time;
      this.number = number;
      this.bytes = bytes;
    }

    @Override
    public int compareTo(Row other) {
      return time == other.time
          ? Long.compare(number, other.number)
          : Long.compare(time, other.time);
    }
  }

  /** Makes the index of rows that do not wait in memory. */
  interface Index {
    KeyIndex<Tuple3<Long, Long, Object[]>> of(
        TypeSerializer<Tuple3<Long, Long, Object[]>> serializer) throws Exception;
  }

  /** Gets a row whose time has come. */
  interface Visitor {
    /**
     * @param number of rows of a key, less than that of each which came later
     */
    void visit(RowKey key, Object[] row, long time, long number) throws Exception;
  }

  /**
   * @param bound how many bytes of memory are used, about, beside those of the index
   * @param number greater than that of any row in state
   */
  WaitingRows(
      KeyColumns keys, RowSerializer serializer, LongSupplier bound, long number, Index index)
      throws Exception {
    this.keys = keys;
    this.serializer = serializer;
    this.bound = bound;
    this.number = number;
    this.far = index.of(elements(serializer));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple3<Long, Long, Object[]>> elements(RowSerializer rows) {
    return new TupleSerializer<>(
        (Class<Tuple3<Long, Long, Object[]>>) (Class<?>) Tuple3.class,
        new TypeSerializer<?>[] {LongSerializer.INSTANCE, LongSerializer.INSTANCE, rows});
  }

  /** How many bytes of memory a row takes in the index. */
  static long bytes(Tuple3<Long, Long, Object[]> row) {
    return ENTRY_BYTES + MemorySize.of(row.f2);
  }

  /**
   * @param time after now
   */
  void add(RowKey key, Object[] row, long time, long now) throws Exception {
    keep(key, row, time, number++);
    long most = bound.getAsLong();
    if (bytes > most) {
      // Those that come out last, and some more, so as not to be here again at once.
      putFar(most / 4 * 3, now);
    }
  }

  private void keep(RowKey key, Object[] row, long time, long its) {
    long size = ENTRY_BYTES + MemorySize.of(row);
    Bucket bucket = lastUsed;
    if (bucket == null || lastTime != time >> BUCKET) {
      lastTime = time >> BUCKET;
      bucket = near.computeIfAbsent(lastTime, absent -> new Bucket());
      lastUsed = bucket;
    }
    bucket.add(new Row(key, row, time, its, size));
    bytes += size;
  }

  /**
   * @param left how many bytes of rows stay
   */
  private void putFar(long left, long now) throws Exception {
    lastUsed = null;
    while (bytes > left) {
      Bucket last = requireNonNull(near.pollLastEntry(), "rows have bytes").getValue();
      while (!last.rows.isEmpty()) {
        Row row = last.takeFirst();
        far.add(Grains.start(row.time, now), Tuple3.of(row.time, row.number, row.values));
        bytes -= row.bytes;
      }
    }
  }

  /** When something is to be done; the greatest number where nothing waits. */
  long first() {
    Map.Entry<Long, Bucket> bucket = near.firstEntry();
    return bucket == null ? far.first() : Math.min(bucket.getValue().first().time, far.first());
  }

  /** Does what is to be done first: shows a row, or looks closer at those that come next. */
  void takeFirst(Visitor visitor) throws Exception {
    long now = first();
    if (far.first() > now) {
      takeNear(visitor);
      return;
    }
    long room = bound.getAsLong();
    far.takeFirst(
        entry -> {
          long time = entry.f0;
          Object[] row = serializer.current(entry.f2);
          if (bytes < room) {
            keep(keys.getKey(row), row, time, entry.f1);
          } else if (time == now) {
            takeNearBefore(entry.f1, now, visitor);
            visitor.visit(keys.getKey(row), row, time, entry.f1);
          } else {
            far.add(Grains.start(time, now), Tuple3.of(time, entry.f1, row));
          }
        });
  }

  private void takeNear(Visitor visitor) throws Exception {
    Bucket bucket = near.firstEntry().getValue();
    Row row = bucket.takeFirst();
    if (bucket.rows.isEmpty()) {
      near.pollFirstEntry();
      lastUsed = null;
    }
    bytes -= row.bytes;
    visitor.visit(row.key, row.values, row.time, row.number);
  }

  /** Shows those of the same time that came before the row with a number. */
  private void takeNearBefore(long its, long now, Visitor visitor) throws Exception {
    while (!near.isEmpty()) {
      Row row = near.firstEntry().getValue().first();
      if (row.time != now || row.number > its) {
        return;
      }
      takeNear(visitor);
    }
  }

  /**
   * Writes what a snapshot needs.
   *
   * @return the next run's rows have this number and greater ones
   */
  long flush(long now) throws Exception {
    putFar(0, now);
    far.flush();
    return number;
  }
}
