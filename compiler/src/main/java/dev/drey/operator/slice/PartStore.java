// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The parts of all keys: those that were used last in memory, up to a number of bytes, and all of
 * them in state when a checkpoint is made. A key has few, which are read and written together: one
 * that is not in memory costs one read, and none as long as nothing was ever written.
 */
final class PartStore {
  private final KeyedStateBackend<RowKey> backend;
  private final GroupAggregator aggregator;
  private final ValueState<Tuple2<Long, List<Tuple4<Long, Long, Boolean, Object[]>>>> stored;

  /** Whether state holds bytes; else it holds what is put there, and gives it out. */
  private final boolean holdsBytes;

  private final long nextOfNone;
  private final KeyCache<KeyParts> cache;
  private boolean anyStored;

  /**
   * @param name of the state that has them
   * @param bound how many bytes of memory are used, about
   * @param nextOfNone the number of a key that has no parts
   * @param anyStored whether state may have any
   */
  PartStore(
      String name,
      KeyedStateBackend<RowKey> backend,
      GroupAggregator aggregator,
      long bound,
      long nextOfNone,
      boolean anyStored,
      MetricGroup metrics)
      throws Exception {
    this.backend = backend;
    this.aggregator = aggregator;
    this.holdsBytes = backend.isSafeToReuseKVState();
    this.cache = new KeyCache<>(bound, this::write, metrics);
    this.nextOfNone = nextOfNone;
    this.anyStored = anyStored;
    this.stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(name, serializer(aggregator.serializer())));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple2<Long, List<Tuple4<Long, Long, Boolean, Object[]>>>>
      serializer(TypeSerializer<Object[]> accumulators) {
    LongSerializer numbers = LongSerializer.INSTANCE;
    TypeSerializer<Tuple4<Long, Long, Boolean, Object[]>> part =
        new TupleSerializer<>(
            (Class<Tuple4<Long, Long, Boolean, Object[]>>) (Class<?>) Tuple4.class,
            new TypeSerializer<?>[] {numbers, numbers, BooleanSerializer.INSTANCE, accumulators});
    return new TupleSerializer<>(
        (Class<Tuple2<Long, List<Tuple4<Long, Long, Boolean, Object[]>>>>) (Class<?>) Tuple2.class,
        new TypeSerializer<?>[] {numbers, new ListSerializer<>(part)});
  }

  /** What is known of a key. To be asked for again after another key was asked for. */
  KeyParts of(RowKey key) throws Exception {
    KeyParts known = cache.get(key);
    if (known != null) {
      return known;
    }
    KeyParts parts = read(key);
    cache.put(parts);
    return parts;
  }

  private KeyParts read(RowKey key) throws Exception {
    long keyBytes = GroupAggregator.bytes(key);
    if (!anyStored) {
      return new KeyParts(key, keyBytes, nextOfNone, false);
    }
    backend.setCurrentKey(key);
    Tuple2<Long, List<Tuple4<Long, Long, Boolean, Object[]>>> value = stored.value();
    if (value == null) {
      return new KeyParts(key, keyBytes, nextOfNone, false);
    }
    KeyParts parts = new KeyParts(key, keyBytes, value.f0, true);
    for (Tuple4<Long, Long, Boolean, Object[]> each : value.f1) {
      Object[] accumulator = aggregator.restored(each.f3, !holdsBytes);
      Part part = new Part(each.f0, each.f1, each.f2, accumulator);
      parts.parts().add(part);
      parts.sized(part, Part.BYTES + aggregator.bytes(accumulator));
    }
    return parts;
  }

  /** Adds a row to a part. */
  void count(KeyParts parts, Part part, Object[] row, long time) {
    counted(parts, part, aggregator.add(part.accumulator(), row, time));
  }

  /** Puts a part without rows at a position. */
  Part insert(KeyParts parts, int position, long from, long to) {
    Part part = new Part(from, to, false, aggregator.create());
    parts.parts().add(position, part);
    return part;
  }

  /** Has one part of those from a position to another one, with the rows of all. */
  Part merge(KeyParts parts, int from, int to) {
    Part first = parts.parts().get(from);
    for (int i = from + 1; i < to; i++) {
      Part other = parts.parts().get(i);
      first.cover(other.from(), other.to());
      counted(parts, first, aggregator.merge(first.accumulator(), other.accumulator()));
    }
    if (from + 1 < to) {
      remove(parts, from + 1, to);
    }
    return first;
  }

  /**
   * The rows of the parts from a position on, as {@link SliceStore#window}. Not to be written to.
   *
   * @param end of the last
   * @param block as of {@link RunningWindow#window}
   */
  Object[] window(KeyParts parts, int from, long end, long block) {
    int to = parts.parts().size();
    if (from + 1 == to || !aggregator.isFixedSize()) {
      return RunningWindow.once(aggregator, parts, from, to, block);
    }
    long before = parts.bytes();
    Object[] rows = parts.running(aggregator).window(parts, from, to, end, block);
    cache.resized(parts, before);
    return rows;
  }

  private void counted(KeyParts parts, Part part, Object[] accumulator) {
    long before = parts.bytes();
    part.count(accumulator);
    parts.sized(part, Part.BYTES + aggregator.bytes(accumulator));
    parts.changed();
    cache.resized(parts, before);
  }

  /** Takes parts out: from a position, to another one that stays. */
  void remove(KeyParts parts, int from, int to) {
    long before = parts.bytes();
    parts.remove(from, to);
    cache.resized(parts, before);
  }

  /** Forgets a key that has no parts any more. */
  void removeKey(KeyParts parts) throws Exception {
    if (parts.isStored()) {
      backend.setCurrentKey(parts.key());
      stored.clear();
    }
    cache.remove(parts);
  }

  /** Keeps within the bound: writes what was not used for longest, and forgets it. */
  void shrink() throws Exception {
    cache.shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    cache.flush();
  }

  private void write(KeyParts parts) throws Exception {
    if (!parts.isDirty()) {
      return;
    }
    List<Tuple4<Long, Long, Boolean, Object[]>> values = new ArrayList<>(parts.parts().size());
    for (Part part : parts.parts()) {
      Object[] accumulator = part.accumulator();
      values.add(
          Tuple4.of(
              part.from(),
              part.to(),
              part.isShown(),
              holdsBytes ? accumulator : aggregator.restored(accumulator, true)));
    }
    backend.setCurrentKey(parts.key());
    stored.update(Tuple2.of(parts.next(), values));
    parts.written();
    anyStored = true;
  }
}
