// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What has been merged of slices up to the end of their block, in state by where it begins: for the
 * current key, of which a window needs one. An entry goes with the slice that it begins with.
 */
final class StoredSuffixes {
  private final GroupAggregator aggregator;
  private final MapState<Long, Object[]> entries;

  StoredSuffixes(KeyedStateBackend<?> backend, GroupAggregator aggregator) throws Exception {
    this.aggregator = aggregator;
    this.entries =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>("merged", LongSerializer.INSTANCE, aggregator.serializer()));
  }

  Object[] get(long start) throws Exception {
    Object[] merged = entries.get(start);
    if (merged == null) {
      throw new IllegalStateException("state has nothing merged from " + start + " on");
    }
    return aggregator.restored(merged, false);
  }

  void put(long start, Object[] merged) throws Exception {
    entries.put(start, merged);
  }

  void remove(long start) throws Exception {
    entries.remove(start);
  }
}
