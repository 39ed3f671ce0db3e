// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The keys whose rows others look back at: those that were used last in memory, up to a number of
 * bytes, and all of them in state when a checkpoint is made, a value each and an entry for each
 * row, so that a checkpoint writes what has come since the one before.
 */
final class OverStore {
  private final KeyedStateBackend<RowKey> backend;
  private final OverRows rules;

  /** When the last row was, and when the key is due. */
  private final ValueState<Tuple2<Long, Long>> keys;

  /** By their numbers, their times and what is kept of them. */
  private final MapState<Long, Tuple2<Long, Object[]>> rows;

  private final KeyCache<OverKey> cache;
  private boolean anyStored;

  /**
   * @param bound how many bytes of memory are used, about
   * @param anyStored whether state may have any
   */
  OverStore(
      KeyedStateBackend<RowKey> backend,
      OverRows rules,
      long bound,
      boolean anyStored,
      MetricGroup metrics)
      throws Exception {
    this.backend = backend;
    this.rules = rules;
    this.cache = new KeyCache<>(bound, this::write, metrics);
    this.anyStored = anyStored;
    this.keys =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("over", ofKey()));
    this.rows =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>("rows", LongSerializer.INSTANCE, ofRow(rules.kept())));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple2<Long, Long>> ofKey() {
    LongSerializer numbers = LongSerializer.INSTANCE;
    return new TupleSerializer<>(
        (Class<Tuple2<Long, Long>>) (Class<?>) Tuple2.class,
        new TypeSerializer<?>[] {numbers, numbers});
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple2<Long, Object[]>> ofRow(RowSerializer kept) {
    return new TupleSerializer<>(
        (Class<Tuple2<Long, Object[]>>) (Class<?>) Tuple2.class,
        new TypeSerializer<?>[] {LongSerializer.INSTANCE, kept});
  }

  /** What is known of a key; null where nothing is. To be asked for again after another key. */
  @Nullable OverKey find(RowKey key) throws Exception {
    OverKey known = cache.get(key);
    if (known != null || !anyStored) {
      return known;
    }
    backend.setCurrentKey(key);
    Tuple2<Long, Long> value = keys.value();
    if (value == null) {
      return null;
    }
    OverKey read = new OverKey(key, rules.aggregator());
    read.restore(value.f0, value.f1);
    TreeMap<Long, Tuple2<Long, Object[]>> inOrder = new TreeMap<>();
    for (Map.Entry<Long, Tuple2<Long, Object[]>> row : rows.entries()) {
      inOrder.put(row.getKey(), row.getValue());
    }
    inOrder.forEach((number, row) -> read.restoreRow(number, row.f0, rules.kept().current(row.f1)));
    cache.put(read);
    return read;
  }

  /** A key of which nothing is known. */
  OverKey create(RowKey key) {
    OverKey created = new OverKey(key, rules.aggregator());
    cache.put(created);
    return created;
  }

  /** Says that a key takes other memory now. */
  void resized(OverKey key, long before) {
    cache.resized(key, before);
  }

  void remove(OverKey known) throws Exception {
    if (known.isStored()) {
      backend.setCurrentKey(known.key());
      keys.clear();
      rows.clear();
    }
    cache.remove(known);
  }

  /** Of keys that are gone over in turn: keeps within the bound. */
  void release(OverKey known) throws Exception {
    cache.release(known);
  }

  /** Keeps within the bound: writes what was not used for longest, and forgets it. */
  void shrink() throws Exception {
    cache.shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    cache.flush();
  }

  /** On the heap state and memory share what is kept of rows, which nobody changes. */
  private void write(OverKey known) throws Exception {
    if (!known.isDirty()) {
      return;
    }
    backend.setCurrentKey(known.key());
    long gone = Math.min(known.first(), known.storedTo());
    for (long number = known.storedFrom(); number < gone; number++) {
      rows.remove(number);
    }
    long end = known.first() + known.size();
    for (long number = Math.max(known.first(), known.storedTo()); number < end; number++) {
      rows.put(number, Tuple2.of(known.time(number), known.numbered(number)));
    }
    keys.update(Tuple2.of(known.last(), known.due()));
    known.written();
    anyStored = true;
  }
}
