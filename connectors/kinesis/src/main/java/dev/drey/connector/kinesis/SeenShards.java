// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.util.UniformShardAssigner;

/**
 * Distributes shards by their range of hash keys, and remembers all that there are: the consumer
 * shows them to its assigner alone.
 */
final class SeenShards implements KinesisShardAssigner {
  private static final long serialVersionUID = 1;

  private final KinesisShardAssigner ranges = new UniformShardAssigner();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Override
  public int assign(StreamShardHandle shard, int subtasks) {
    seen.add(shard.getShard().getShardId());
    return ranges.assign(shard, subtasks);
  }

  /** The shards that a split or merge made it of, without those that the stream has forgotten. */
  List<String> parents(Shard shard) {
    return Stream.of(shard.getParentShardId(), shard.getAdjacentParentShardId())
        .filter(parent -> parent != null && seen.contains(parent))
        .collect(Collectors.toList());
  }
}
