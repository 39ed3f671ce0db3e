// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * One value a key in state: when it is looked at, and its slices as long as they are few. A key
 * that comes once or twice costs one read and one write each time, and no search for what it has;
 * one with many slices has an entry for each, so that a row does not have all of them written
 * again.
 */
final class StoredKeys {
  private static final String NAME = "keys";

  /** So many slices at most are in the value of their key. */
  private static final int FEW = 8;

  /** In so many bytes of memory at most. */
  private static final long FEW_BYTES = 2048;

  private final KeyedStateBackend<RowKey> backend;
  private final GroupAggregator aggregator;
  private final ValueState<Tuple3<Long, Boolean, List<Tuple2<Long, Object[]>>>> values;

  StoredKeys(KeyedStateBackend<RowKey> backend, GroupAggregator aggregator) throws Exception {
    this.backend = backend;
    this.aggregator = aggregator;
    this.values =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(NAME, serializer(aggregator.serializer())));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple3<Long, Boolean, List<Tuple2<Long, Object[]>>>> serializer(
      TypeSerializer<Object[]> accumulators) {
    LongSerializer numbers = LongSerializer.INSTANCE;
    TypeSerializer<Tuple2<Long, Object[]>> slice =
        new TupleSerializer<>(
            (Class<Tuple2<Long, Object[]>>) (Class<?>) Tuple2.class,
            new TypeSerializer<?>[] {numbers, accumulators});
    return new TupleSerializer<>(
        (Class<Tuple3<Long, Boolean, List<Tuple2<Long, Object[]>>>>) (Class<?>) Tuple3.class,
        new TypeSerializer<?>[] {numbers, BooleanSerializer.INSTANCE, new ListSerializer<>(slice)});
  }

  /** The keys that state has. To be closed. */
  Stream<RowKey> all() {
    return backend.getKeys(NAME, VoidNamespace.INSTANCE);
  }

  /** Reads what state has of a key: all of it, or when it is looked at alone. */
  void read(KeySlices slices) throws Exception {
    backend.setCurrentKey(slices.key());
    Tuple3<Long, Boolean, List<Tuple2<Long, Object[]>>> value = values.value();
    if (value == null) {
      slices.complete();
      return;
    }
    boolean isComplete = !value.f1;
    slices.loaded(value.f0, isComplete);
    for (Tuple2<Long, Object[]> slice : value.f2) {
      Object[] accumulator = aggregator.restored(slice.f1, false);
      slices.insertFromKey(slice.f0, accumulator, aggregator.bytes(accumulator));
    }
    if (isComplete) {
      slices.complete();
    }
  }

  /** Whether the slices of a key belong into its value. */
  static boolean holds(KeySlices slices) {
    return slices.isComplete() && slices.areAllWithKey(FEW, FEW_BYTES);
  }

  /** Writes a key with its slices; it is the current one. */
  void writeWhole(KeySlices slices) throws Exception {
    List<Tuple2<Long, Object[]>> list = new ArrayList<>(slices.to() - slices.from());
    for (int i = slices.from(); i < slices.to(); i++) {
      list.add(Tuple2.of(slices.start(i), slices.accumulator(i)));
    }
    values.update(Tuple3.of(slices.next(), false, list));
    slices.keyWritten(true);
  }

  /** Writes a key whose slices have entries of their own; it is the current one. */
  void writeAlone(KeySlices slices) throws Exception {
    values.update(Tuple3.of(slices.next(), true, List.of()));
    slices.keyWritten(false);
  }

  /** Takes a key out of state. */
  void remove(KeySlices slices) throws Exception {
    if (slices.isKeyStored()) {
      backend.setCurrentKey(slices.key());
      values.clear();
    }
  }
}
