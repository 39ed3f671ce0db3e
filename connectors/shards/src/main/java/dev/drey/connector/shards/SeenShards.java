// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;

/** Remembers all shards that there are: the consumer shows them to its assigner alone. */
final class SeenShards implements KinesisShardAssigner {
  private static final long serialVersionUID = 1;

  private final KinesisShardAssigner assigner;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param assigner what distributes them
   */
  SeenShards(KinesisShardAssigner assigner) {
    this.assigner = assigner;
  }

  @Override
  public int assign(StreamShardHandle shard, int subtasks) {
    seen.add(shard.getShard().getShardId());
    return assigner.assign(shard, subtasks);
  }

  /** The shards that a split or merge made it of, without those that the stream has forgotten. */
  List<String> parents(Shard shard) {
    return Stream.of(shard.getParentShardId(), shard.getAdjacentParentShardId())
        .filter(parent -> parent != null && seen.contains(parent))
        .collect(Collectors.toList());
  }
}
