// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a top N: those that were used last in memory, up to a number of bytes, and all of
 * them in state when a checkpoint is made, one value each.
 */
final class TopStore {
  private final KeyedStateBackend<RowKey> backend;
  private final RowSerializer rows;

  /** When the group was used, when it is due, its rows. */
  private final ValueState<Tuple3<Long, Long, List<Object[]>>> stored;

  private final KeyCache<TopGroup> cache;
  private boolean anyStored;

  /**
   * @param bound how many bytes of memory are used, about
   * @param anyStored whether state may have any
   */
  TopStore(
      String name,
      KeyedStateBackend<RowKey> backend,
      RowSerializer rows,
      long bound,
      boolean anyStored,
      MetricGroup metrics)
      throws Exception {
    this.backend = backend;
    this.rows = rows;
    this.cache = new KeyCache<>(bound, this::write, metrics);
    this.anyStored = anyStored;
    this.stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(name, serializer(rows)));
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static TypeSerializer<Tuple3<Long, Long, List<Object[]>>> serializer(RowSerializer rows) {
    LongSerializer numbers = LongSerializer.INSTANCE;
    return new TupleSerializer<>(
        (Class<Tuple3<Long, Long, List<Object[]>>>) (Class<?>) Tuple3.class,
        new TypeSerializer<?>[] {numbers, numbers, new ListSerializer<>(rows)});
  }

  /** What is known of a group; null where nothing is. To be asked for again after another one. */
  @Nullable TopGroup find(RowKey key) throws Exception {
    TopGroup known = cache.get(key);
    if (known != null || !anyStored) {
      return known;
    }
    backend.setCurrentKey(key);
    Tuple3<Long, Long, List<Object[]>> value = stored.value();
    if (value == null) {
      return null;
    }
    List<Object[]> read = new ArrayList<>(value.f2.size() + 1);
    for (Object[] row : value.f2) {
      read.add(rows.current(row));
    }
    TopGroup group = new TopGroup(key, read);
    group.restore(value.f0, value.f1);
    cache.put(group);
    return group;
  }

  /** A group of which nothing is known. */
  TopGroup create(RowKey key) {
    TopGroup created = TopGroup.empty(key);
    cache.put(created);
    return created;
  }

  /** Says that a group takes other memory now. */
  void resized(TopGroup group, long before) {
    cache.resized(group, before);
  }

  void remove(TopGroup group) throws Exception {
    if (group.isStored()) {
      backend.setCurrentKey(group.key());
      stored.clear();
    }
    cache.remove(group);
  }

  /** Of groups that are gone over in turn: keeps within the bound. */
  void release(TopGroup group) throws Exception {
    cache.release(group);
  }

  /** Keeps within the bound: writes what was not used for longest, and forgets it. */
  void shrink() throws Exception {
    cache.shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    cache.flush();
  }

  /** On the heap state and memory share rows, which nobody changes, and not the list. */
  private void write(TopGroup group) throws Exception {
    if (group.isDirty()) {
      backend.setCurrentKey(group.key());
      stored.update(Tuple3.of(group.used(), group.due(), new ArrayList<>(group.rows())));
      group.written();
      anyStored = true;
    }
  }
}
