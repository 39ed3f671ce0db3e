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
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * One value a key in state: when it is looked at, and its slices as long as they are few. A key
 * that comes once or twice costs one read and one write each time; one with many slices has an
 * entry for each, so that a row does not have all of them written again, and in its value which
 * they are, so that nobody has to search. A key that was forgotten also has what is merged of it
 * there, but the first block, which is in {@link StoredSuffixes}.
 */
final class StoredKeys {
  private static final String NAME = "keys";

  /** So many slices at most are in the value of their key. */
  private static final int FEW = 8;

  /** In so many bytes of memory at most. */
  private static final long FEW_BYTES = 2048;

  /** How many numbers stand before the starts of slices: what is merged, up to where. */
  private static final int MERGED = 3;

  /**
   * Of them the one that says where the second block begins; before all where nothing is merged.
   */
  private static final int BLOCK = 0;

  /** The one that says where the slices end that are merged. */
  private static final int UP_TO = 1;

  /** The one that says from where on {@link StoredSuffixes} has the first block. */
  private static final int STORED_FROM = 2;

  private final KeyedStateBackend<RowKey> backend;
  private final GroupAggregator aggregator;

  /**
   * When the key is looked at; {@link ColdSlices} of what has entries of its own, nothing where the
   * slices are here; then these, or what is merged of the second block.
   */
  private final ValueState<Tuple3<Long, long[], List<Tuple2<Long, Object[]>>>> values;

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
  private static TypeSerializer<Tuple3<Long, long[], List<Tuple2<Long, Object[]>>>> serializer(
      TypeSerializer<Object[]> accumulators) {
    LongSerializer numbers = LongSerializer.INSTANCE;
    TypeSerializer<Tuple2<Long, Object[]>> slice =
        new TupleSerializer<>(
            (Class<Tuple2<Long, Object[]>>) (Class<?>) Tuple2.class,
            new TypeSerializer<?>[] {numbers, accumulators});
    return new TupleSerializer<>(
        (Class<Tuple3<Long, long[], List<Tuple2<Long, Object[]>>>>) (Class<?>) Tuple3.class,
        new TypeSerializer<?>[] {
          numbers, LongPrimitiveArraySerializer.INSTANCE, new ListSerializer<>(slice)
        });
  }

  /** The keys that state has. To be closed. */
  Stream<RowKey> all() {
    return backend.getKeys(NAME, VoidNamespace.INSTANCE);
  }

  /** Reads what state has of a key: all of it, or which slices have entries. */
  void read(KeySlices slices) throws Exception {
    backend.setCurrentKey(slices.key());
    slices.complete();
    Tuple3<Long, long[], List<Tuple2<Long, Object[]>>> value = values.value();
    if (value == null) {
      return;
    }
    boolean withSlices = value.f1.length == 0;
    slices.loaded(value.f0, withSlices);
    if (withSlices) {
      for (Tuple2<Long, Object[]> slice : value.f2) {
        Object[] accumulator = aggregator.restored(slice.f1, false);
        slices.insertFromKey(slice.f0, accumulator, aggregator.bytes(accumulator));
      }
      return;
    }
    slices.stored(new ColdSlices(value.f1.clone(), MERGED));
    if (value.f1[BLOCK] > Long.MIN_VALUE) {
      Object[] second = value.f2.isEmpty() ? null : aggregator.restored(value.f2.get(0).f1, false);
      slices
          .running(aggregator)
          .restore(value.f1[BLOCK], value.f1[UP_TO], value.f1[STORED_FROM], second);
    }
  }

  /** Whether the slices of a key belong into its value. */
  static boolean holds(KeySlices slices) {
    return slices.isComplete() && slices.areAllWithKey(FEW, FEW_BYTES);
  }

  /** Writes a key with its slices; it is the current one. */
  void writeWhole(KeySlices slices) throws Exception {
    List<Tuple2<Long, Object[]>> list = new ArrayList<>(slices.count());
    for (int i = 0; i < slices.count(); i++) {
      list.add(Tuple2.of(slices.start(i), slices.accumulator(i)));
    }
    values.update(Tuple3.of(slices.next(), new long[0], list));
    slices.keyWritten(true);
  }

  /** Writes a key whose slices have entries of their own; it is the current one. */
  void writeAlone(KeySlices slices) throws Exception {
    long[] about = slices.all().pack(MERGED);
    RunningWindow running = slices.running();
    about[BLOCK] = Long.MIN_VALUE;
    List<Tuple2<Long, Object[]>> second = List.of();
    if (running != null && running.isStored()) {
      about[BLOCK] = running.block();
      about[UP_TO] = running.merged();
      about[STORED_FROM] = running.storedFrom();
      Object[] back = running.shareBack();
      second = back == null ? second : List.of(Tuple2.of(running.block(), back));
    }
    values.update(Tuple3.of(slices.next(), about, second));
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
