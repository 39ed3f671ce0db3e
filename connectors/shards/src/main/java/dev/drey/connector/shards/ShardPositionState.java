// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Gives Flink's Kinesis consumer its one state, the position in each shard, with our serializer.
 * The consumer asks for one that writes the sequence numbers by Kryo; nothing else about the state
 * is changed, and it keeps the consumer's name for it.
 */
final class ShardPositionState implements FunctionInitializationContext, OperatorStateStore {
  private final FunctionInitializationContext context;
  private final OperatorStateStore store;

  ShardPositionState(FunctionInitializationContext context) {
    this.context = context;
    this.store = context.getOperatorStateStore();
  }

  @Override
  public boolean isRestored() {
    return context.isRestored();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.getRestoredCheckpointId();
  }

  @Override
  public OperatorStateStore getOperatorStateStore() {
    return this;
  }

  @Override
  public KeyedStateStore getKeyedStateStore() {
    return context.getKeyedStateStore();
  }

  // The consumer's only list state holds what our serializer writes.
  @SuppressWarnings({"unchecked", "rawtypes"})
  @Override
  public <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) throws Exception {
    ListStateDescriptor ours =
        new ListStateDescriptor(descriptor.getName(), ShardPositionSerializer.INSTANCE);
    return (ListState<S>) store.getUnionListState(ours);
  }

  @Override
  public <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) throws Exception {
    return store.getListState(descriptor);
  }

  @Override
  public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor)
      throws Exception {
    return store.getBroadcastState(descriptor);
  }

  @Override
  public Set<String> getRegisteredStateNames() {
    return store.getRegisteredStateNames();
  }

  @Override
  public Set<String> getRegisteredBroadcastStateNames() {
    return store.getRegisteredBroadcastStateNames();
  }
}
