// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple6;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a running aggregate: those that were used last in memory, up to a number of bytes,
 * and all of them in state when a checkpoint is made, one value each.
 */
final class RunningStore {
  private final KeyedStateBackend<RowKey> backend;
  private final GroupAggregator aggregator;

  /** When it was used, when it is due, its point, its rows, whether it is shown, what it has. */
  private final ValueState<Tuple6<Long, Long, Long, Long, Boolean, Object[]>> stored;

  /** Whether state holds bytes; else it holds what is put there, and gives it out. */
  private final boolean holdsBytes;

  private final KeyCache<RunningKey> cache;
  private boolean anyStored;

  /**
   * @param bound how many bytes of memory are used, about
   * @param anyStored whether state may have any
   */
  RunningStore(
      String name,
      KeyedStateBackend<RowKey> backend,
      GroupAggregator aggregator,
      long bound,
      boolean anyStored,
      MetricGroup metrics)
      throws Exception {
    this.backend = backend;
    this.aggregator = aggregator;
    this.holdsBytes = backend.isSafeToReuseKVState();
    this.cache = new KeyCache<>(bound, this::write, metrics);
    this.anyStored = anyStored;
    this.stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(name, serializer(aggregator.serializer())));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple6<Long, Long, Long, Long, Boolean, Object[]>> serializer(
      TypeSerializer<Object[]> accumulators) {
    LongSerializer numbers = LongSerializer.INSTANCE;
    return new TupleSerializer<>(
        (Class<Tuple6<Long, Long, Long, Long, Boolean, Object[]>>) (Class<?>) Tuple6.class,
        new TypeSerializer<?>[] {
          numbers, numbers, numbers, numbers, BooleanSerializer.INSTANCE, accumulators
        });
  }

  /** What is known of a key; null where nothing is. To be asked for again after another key. */
  @Nullable RunningKey find(RowKey key) throws Exception {
    RunningKey known = cache.get(key);
    if (known != null || !anyStored) {
      return known;
    }
    backend.setCurrentKey(key);
    Tuple6<Long, Long, Long, Long, Boolean, Object[]> value = stored.value();
    if (value == null) {
      return null;
    }
    RunningKey read = withAccumulator(key, aggregator.restored(value.f5, !holdsBytes));
    read.restore(value.f0, value.f1, value.f2, value.f3, value.f4);
    cache.put(read);
    return read;
  }

  /** A key of which nothing is known. */
  RunningKey create(RowKey key) {
    RunningKey created = withAccumulator(key, aggregator.create());
    cache.put(created);
    return created;
  }

  private RunningKey withAccumulator(RowKey key, Object[] accumulator) {
    return new RunningKey(
        key, GroupAggregator.bytes(key), accumulator, aggregator.bytes(accumulator));
  }

  void add(RunningKey known, Object[] row, long rowTime, long time) {
    counted(known, aggregator.add(known.accumulator(), row, rowTime), 1, time);
  }

  void retract(RunningKey known, Object[] row, long time) {
    counted(known, aggregator.retract(known.accumulator(), row), -1, time);
  }

  private void counted(RunningKey known, Object[] accumulator, int more, long time) {
    long before = known.bytes();
    known.count(accumulator, aggregator.bytes(accumulator), more, time);
    cache.resized(known, before);
  }

  void remove(RunningKey known) throws Exception {
    if (known.isStored()) {
      backend.setCurrentKey(known.key());
      stored.clear();
    }
    cache.remove(known);
  }

  /** Of keys that are gone over in turn: keeps within the bound. */
  void release(RunningKey known) throws Exception {
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

  private void write(RunningKey known) throws Exception {
    if (!known.isDirty()) {
      return;
    }
    Object[] accumulator = known.accumulator();
    backend.setCurrentKey(known.key());
    stored.update(
        Tuple6.of(
            known.used(),
            known.due(),
            known.point(),
            known.rows(),
            known.isShown(),
            holdsBytes ? accumulator : aggregator.restored(accumulator, true)));
    known.written();
    anyStored = true;
  }
}
