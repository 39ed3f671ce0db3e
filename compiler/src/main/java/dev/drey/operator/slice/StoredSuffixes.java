// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What has been merged of slices up to the end of their block, in state by where it begins: of each
 * key a window needs one. An entry goes with the slice that it begins with.
 */
final class StoredSuffixes {
  private final KeyedStateBackend<RowKey> backend;
  private final GroupAggregator aggregator;
  private final MapState<Long, Object[]> entries;

  StoredSuffixes(KeyedStateBackend<RowKey> backend, GroupAggregator aggregator) throws Exception {
    this.backend = backend;
    this.aggregator = aggregator;
    this.entries =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>("merged", LongSerializer.INSTANCE, aggregator.serializer()));
  }

  /** Reads what a window needs that begins with a slice, if state alone has it. */
  void read(KeySlices slices, RunningWindow running, long start) throws Exception {
    if (!running.isStored()) {
      return;
    }
    slices.keyChanged();
    if (running.lacks(start)) {
      backend.setCurrentKey(slices.key());
      Object[] merged = entries.get(start);
      if (merged == null) {
        throw new IllegalStateException("state has nothing merged from " + start + " on");
      }
      running.read(start, aggregator.restored(merged, false));
    }
  }

  /** Writes what is merged of a key, where state does not have it. */
  void write(KeySlices slices, RunningWindow running) throws Exception {
    if (!running.isStored()) {
      backend.setCurrentKey(slices.key());
      running.store(this);
      slices.keyChanged();
    }
  }

  /** Puts one in for the current key. */
  void put(long start, Object[] merged) throws Exception {
    entries.put(start, merged);
  }

  /** Takes the one out that begins with a slice, if state has it. */
  void remove(KeySlices slices, RunningWindow running, long start) throws Exception {
    if (running.isStored(start)) {
      backend.setCurrentKey(slices.key());
      entries.remove(start);
    }
  }

  /** Takes all of a key out, and forgets what is merged of it. */
  void giveUp(KeySlices slices) throws Exception {
    RunningWindow running = slices.running();
    if (running == null || !running.isStored()) {
      return;
    }
    backend.setCurrentKey(slices.key());
    int to = slices.positionFrom(running.block());
    for (int i = slices.positionFrom(running.storedFrom()); i < to; i++) {
      entries.remove(slices.start(i));
    }
    running.forget();
    slices.keyChanged();
  }
}
