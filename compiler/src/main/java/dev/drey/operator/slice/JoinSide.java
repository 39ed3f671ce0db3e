// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side of a join that can have a match yet: those of the keys that were used last
 * in memory, up to a number of bytes, and all of them in state when a checkpoint is made, one value
 * a key.
 */
final class JoinSide {
  private final KeyedStateBackend<RowKey> backend;
  private final RowSerializer rows;
  private final RunningRules kept;
  private final boolean alone;
  private final KeyIndex<RowKey> due;

  /** When the key is due, its rows: time, whether one has had a match, columns. */
  private final ValueState<Tuple2<Long, List<Tuple3<Long, Boolean, Object[]>>>> stored;

  private final KeyCache<JoinedRows> cache;
  private boolean anyStored;

  /** Is shown a row of a key. */
  interface Visitor {
    void visit(JoinedRows.Kept row);
  }

  /**
   * @param kept how long a row is kept
   * @param alone whether rows without a match are asked for
   * @param due times at which keys are looked at
   * @param bound how many bytes of memory are used, about
   * @param anyStored whether state may have any
   */
  JoinSide(
      String name,
      KeyedStateBackend<RowKey> backend,
      RowSerializer rows,
      RunningRules kept,
      boolean alone,
      KeyIndex<RowKey> due,
      long bound,
      boolean anyStored,
      MetricGroup metrics)
      throws Exception {
    this.backend = backend;
    this.rows = rows;
    this.kept = kept;
    this.alone = alone;
    this.due = due;
    this.cache = new KeyCache<>(bound, this::write, metrics.addGroup(name));
    this.anyStored = anyStored;
    this.stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(name, serializer(rows)));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple2<Long, List<Tuple3<Long, Boolean, Object[]>>>> serializer(
      RowSerializer rows) {
    TypeSerializer<Tuple3<Long, Boolean, Object[]>> row =
        new TupleSerializer<>(
            (Class<Tuple3<Long, Boolean, Object[]>>) (Class<?>) Tuple3.class,
            new TypeSerializer<?>[] {LongSerializer.INSTANCE, BooleanSerializer.INSTANCE, rows});
    return new TupleSerializer<>(
        (Class<Tuple2<Long, List<Tuple3<Long, Boolean, Object[]>>>>) (Class<?>) Tuple2.class,
        new TypeSerializer<?>[] {LongSerializer.INSTANCE, new ListSerializer<>(row)});
  }

  /** How long a row waits for one of the other side that comes after it. */
  long kept() {
    return kept.ttl();
  }

  /** Whether rows without a match are asked for. */
  boolean isAlone() {
    return alone;
  }

  /**
   * Shows the rows of a key with a time from one to another, by time. They have had a match then.
   *
   * @return whether there were any
   */
  boolean match(RowKey key, long from, long to, Visitor visitor) throws Exception {
    JoinedRows known = find(key);
    if (known == null) {
      return false;
    }
    int first = known.upTo(from - 1);
    int end = known.upTo(to);
    for (int i = first; i < end; i++) {
      JoinedRows.Kept row = known.rows().get(i);
      visitor.visit(row);
      if (alone) {
        known.match(row);
      }
    }
    return end > first;
  }

  /**
   * Keeps a row.
   *
   * @param now up to where rows of the other side have come
   */
  void add(RowKey key, long time, Object[] row, boolean matched, long now) throws Exception {
    JoinedRows rowsOfKey = find(key);
    if (rowsOfKey == null) {
      rowsOfKey = new JoinedRows(key);
      cache.put(rowsOfKey);
    }
    long before = rowsOfKey.bytes();
    rowsOfKey.removeUpTo(gone(now));
    rowsOfKey.add(new JoinedRows.Kept(time, row, matched));
    cache.resized(rowsOfKey, before);
    long next = alone && !matched ? end(time) : kept.due(time);
    if (next < rowsOfKey.due()) {
      lookAt(rowsOfKey, next);
    }
  }

  private void lookAt(JoinedRows rowsOfKey, long time) throws Exception {
    rowsOfKey.due(time);
    due.add(time, rowsOfKey.key());
  }

  private long end(long time) {
    return time > JoinedRows.NEVER - 2 - kept() ? JoinedRows.NEVER - 2 : time + kept();
  }

  /** Rows up to this time have no match any more. */
  private long gone(long now) {
    return now < Long.MIN_VALUE + kept() ? Long.MIN_VALUE : now - kept();
  }

  /** When something is to be done next; the greatest number where never. */
  long first() {
    return due.first();
  }

  /** Is given a row that has no match and will have none. */
  interface Unmatched {
    void take(RowKey key, long end, Object[] row);
  }

  /** Takes out the rows that have no match any more, for the first time of these. */
  void takeFirst(long now, Unmatched unmatched) throws Exception {
    long at = due.first();
    due.takeFirst(
        key -> {
          JoinedRows found = find(key);
          if (found != null && found.due() == at) {
            take(found, at, now, unmatched);
          }
        });
  }

  private void take(JoinedRows found, long at, long now, Unmatched unmatched) throws Exception {
    // Where rows come out alone, each does at its own time.
    long gone = gone(alone ? at : now);
    long before = found.bytes();
    for (int i = 0; alone && i < found.upTo(gone); i++) {
      JoinedRows.Kept row = found.rows().get(i);
      if (!row.isMatched()) {
        unmatched.take(found.key(), end(row.time()), row.values());
      }
    }
    found.removeUpTo(gone);
    cache.resized(found, before);
    if (found.rows().isEmpty()) {
      remove(found);
    } else {
      lookAt(found, next(found));
      cache.release(found);
    }
  }

  private long next(JoinedRows found) {
    if (alone) {
      for (JoinedRows.Kept row : found.rows()) {
        if (!row.isMatched()) {
          return end(row.time());
        }
      }
    }
    return kept.due(found.rows().get(found.rows().size() - 1).time());
  }

  private void remove(JoinedRows found) throws Exception {
    if (found.isStored()) {
      backend.setCurrentKey(found.key());
      stored.clear();
    }
    cache.remove(found);
  }

  /** What is known of a key; null where nothing is. */
  private @Nullable JoinedRows find(RowKey key) throws Exception {
    JoinedRows known = cache.get(key);
    if (known != null || !anyStored) {
      return known;
    }
    backend.setCurrentKey(key);
    Tuple2<Long, List<Tuple3<Long, Boolean, Object[]>>> value = stored.value();
    if (value == null) {
      return null;
    }
    List<JoinedRows.Kept> read = new ArrayList<>(value.f1.size() + 1);
    for (Tuple3<Long, Boolean, Object[]> row : value.f1) {
      read.add(new JoinedRows.Kept(row.f0, rows.current(row.f2), row.f1));
    }
    JoinedRows found = JoinedRows.restored(key, value.f0, read);
    cache.put(found);
    return found;
  }

  /** Keeps within the bound: writes what was not used for longest, and forgets it. */
  void shrink() throws Exception {
    cache.shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    cache.flush();
    due.flush();
  }

  /** On the heap state and memory share the columns of rows, which nobody changes. */
  private void write(JoinedRows rowsOfKey) throws Exception {
    if (rowsOfKey.isDirty()) {
      backend.setCurrentKey(rowsOfKey.key());
      List<Tuple3<Long, Boolean, Object[]>> written = new ArrayList<>(rowsOfKey.rows().size());
      for (JoinedRows.Kept row : rowsOfKey.rows()) {
        written.add(Tuple3.of(row.time(), row.isMatched(), row.values()));
      }
      stored.update(Tuple2.of(rowsOfKey.due(), written));
      rowsOfKey.written();
      anyStored = true;
    }
  }
}
