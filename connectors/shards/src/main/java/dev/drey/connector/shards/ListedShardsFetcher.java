// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.polling.PollingRecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.model.KinesisStreamShardState;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StartingPosition;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * Reads the shards of a service that speaks as Kinesis does, but whose shards have neither ranges
 * of hash keys nor names in an order: they go to subtasks by their names, and at each look all of
 * them are asked for, not those behind the last one that was seen.
 */
public final class ListedShardsFetcher extends ShardTimeFetcher {
  private final HashMap<String, String> lastSeen;
  private final PollingRecordPublisherFactory publishers;

  private ListedShardsFetcher(
      String source,
      List<String> streams,
      ShardWatermarks watermarks,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema,
      FlinkKinesisProxyFactory client,
      HashMap<String, String> lastSeen) {
    super(
        source,
        streams,
        watermarks,
        runtime,
        properties,
        schema,
        new SeenShards((shard, subtasks) -> shard.getShard().getShardId().hashCode()),
        lastSeen,
        client);
    this.lastSeen = lastSeen;
    this.publishers = new PollingRecordPublisherFactory(client);
  }

  /**
   * @param client asks the service
   */
  public static ListedShardsFetcher of(
      String source,
      List<String> streams,
      ShardWatermarks watermarks,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema,
      FlinkKinesisProxyFactory client) {
    return new ListedShardsFetcher(
        source,
        streams,
        watermarks,
        runtime,
        properties,
        schema,
        client,
        createInitialSubscribedStreamsToLastDiscoveredShardsState(streams));
  }

  @Override
  public List<StreamShardHandle> discoverNewShardsToSubscribe() throws InterruptedException {
    lastSeen.replaceAll((stream, shard) -> null);
    List<StreamShardHandle> found = super.discoverNewShardsToSubscribe();
    Set<String> known = new HashSet<>();
    for (KinesisStreamShardState state : getSubscribedShardsState()) {
      known.add(state.getStreamShardHandle().getShard().getShardId());
    }
    found.removeIf(shard -> known.contains(shard.getShard().getShardId()));
    return found;
  }

  @Override
  RecordPublisher records(
      SequenceNumber position, Properties properties, MetricGroup metrics, StreamShardHandle handle)
      throws InterruptedException {
    return publishers.create(
        StartingPosition.continueFromSequenceNumber(position),
        getConsumerConfiguration(),
        metrics,
        handle);
  }
}
