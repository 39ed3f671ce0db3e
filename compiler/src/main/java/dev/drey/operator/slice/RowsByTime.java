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
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side of a join, by key and time: those of the keys that were used last in memory,
 * up to a number of bytes, and all of them in state when a checkpoint is made, one value a key. A
 * key is looked at when it is due.
 */
final class RowsByTime {
  private final KeyedStateBackend<RowKey> backend;
  private final RowSerializer rows;
  private final KeyIndex<RowKey> due;

  /** When the key is due, its rows: time, whether one has had a match, columns. */
  private final ValueState<Tuple2<Long, List<Tuple3<Long, Boolean, Object[]>>>> stored;

  private final KeyCache<JoinedRows> cache;
  private boolean anyStored;

  /**
   * @param due times at which keys are looked at
   * @param bound how many bytes of memory are used, about
   * @param anyStored whether state may have any
   */
  RowsByTime(
      String name,
      KeyedStateBackend<RowKey> backend,
      RowSerializer rows,
      KeyIndex<RowKey> due,
      long bound,
      boolean anyStored,
      MetricGroup metrics)
      throws Exception {
    this.backend = backend;
    this.rows = rows;
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

  /** What is known of a key; null where nothing is. To be asked for again after another one. */
  @Nullable JoinedRows find(RowKey key) throws Exception {
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

  /** The same, where nothing is known as well. */
  JoinedRows findOrCreate(RowKey key) throws Exception {
    JoinedRows found = find(key);
    if (found == null) {
      found = new JoinedRows(key);
      cache.put(found);
    }
    return found;
  }

  /** Says that the rows of a key take other memory now. */
  void resized(JoinedRows rowsOfKey, long before) {
    cache.resized(rowsOfKey, before);
  }

  /** Has a key looked at when that time has come, and not at the time before. */
  void lookAt(JoinedRows rowsOfKey, long time) throws Exception {
    rowsOfKey.due(time);
    due.add(time, rowsOfKey.key());
  }

  /** When a key is looked at next; the greatest number where none is. */
  long first() {
    return due.first();
  }

  /** Shows the keys that are looked at at the first time of these. Each is kept or removed then. */
  void takeFirst(ThrowingConsumer<JoinedRows, Exception> visitor) throws Exception {
    long at = due.first();
    due.takeFirst(
        key -> {
          JoinedRows found = find(key);
          if (found != null && found.due() == at) {
            visitor.accept(found);
          }
        });
  }

  /** Of keys that are gone over in turn: keeps within the bound. */
  void release(JoinedRows rowsOfKey) throws Exception {
    cache.release(rowsOfKey);
  }

  void remove(JoinedRows rowsOfKey) throws Exception {
    if (rowsOfKey.isStored()) {
      backend.setCurrentKey(rowsOfKey.key());
      stored.clear();
    }
    cache.remove(rowsOfKey);
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
