// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RecordPublisherType;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.model.KinesisStreamShardState;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.apache.flink.streaming.connectors.kinesis.util.UniformShardAssigner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shards of one subtask and gives each its own time.
 *
 * <p>The consumer's own watermarks do not fit a {@code WatermarkStrategy}: they are asked for at
 * records only, so a generator never learns that time passes; a shard without a record yet does not
 * count, so at the start the first shard that answers makes the others' records late; and idleness
 * is one number beside the strategy. So the consumer gets no assigner, and this class does what
 * Flink's newer sources do. After each row that a shard emitted, its generator's {@code onEvent}
 * runs with an output that passes a watermark on at once (punctuated generators emit here). Every
 * auto-watermark interval each shard's {@code onPeriodicEmit} runs, and the least of the shards'
 * watermarks goes out; a shard that its generator marked idle does not count. {@link
 * ShardWatermarks} has the details.
 *
 * <p>Law: whatever belongs to a shard's time happens under the checkpoint lock, so rows and
 * watermarks leave in one order.
 *
 * <p>A shard that ended holds its last watermark until the next two looks for new shards are over.
 * By then the shards that replaced it are known, and their rows, which are later than its own, do
 * not come behind the other shards' watermark.
 *
 * <p>By polling, a shard that a split or merge made is read when those that it came from have been,
 * wherever they are read (see {@link EndedShards}): so rows of one key enter the job in the order
 * in which they were written. Until then it does not hold time back, for theirs is older.
 */
@SuppressWarnings("deprecation") // Source functions: see ShardTimeConsumer.
class ShardTimeFetcher extends KinesisDataFetcher<Object[]> {
  private final ShardWatermarks watermarks;
  private final RuntimeContext runtime;
  private final Object lock;
  private final Set<Integer> reading = new HashSet<>();
  private final Set<Integer> ended = new HashSet<>();
  private final SeenShards seen;
  private final boolean inOrder;
  private final EndedShards endedAnywhere;

  ShardTimeFetcher(
      String source,
      List<String> streams,
      ShardWatermarks watermarks,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema) {
    this(
        source,
        streams,
        watermarks,
        runtime,
        properties,
        schema,
        new SeenShards(new UniformShardAssigner()));
  }

  private ShardTimeFetcher(
      String source,
      List<String> streams,
      ShardWatermarks watermarks,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema,
      SeenShards seen) {
    super(streams, watermarks.rowsOnly(), runtime, properties, schema, seen, null, null);
    this.seen = seen;
    this.inOrder =
        !RecordPublisherType.EFO
            .name()
            .equals(properties.getProperty(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE));
    this.endedAnywhere = endedAnywhere(source, runtime);
    this.watermarks = watermarks;
    this.runtime = runtime;
    this.lock = watermarks.rowsOnly().getCheckpointLock();
  }

  /**
   * One that asks another client than that of Kinesis, by polling.
   *
   * @param lastSeen the last shard that was seen of each stream, behind which the client looks
   */
  ShardTimeFetcher(
      String source,
      List<String> streams,
      ShardWatermarks watermarks,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema,
      SeenShards seen,
      HashMap<String, String> lastSeen,
      FlinkKinesisProxyFactory client) {
    super(
        streams,
        watermarks.rowsOnly(),
        watermarks.rowsOnly().getCheckpointLock(),
        runtime,
        properties,
        schema,
        seen,
        null,
        null,
        new AtomicReference<>(),
        new ArrayList<>(),
        lastSeen,
        client,
        null);
    this.seen = seen;
    this.inOrder = true;
    this.endedAnywhere = endedAnywhere(source, runtime);
    this.watermarks = watermarks;
    this.runtime = runtime;
    this.lock = watermarks.rowsOnly().getCheckpointLock();
  }

  private static EndedShards endedAnywhere(String source, RuntimeContext runtime) {
    return new EndedShards(source, ((StreamingRuntimeContext) runtime).getGlobalAggregateManager());
  }

  @Override
  public int registerNewSubscribedShardState(KinesisStreamShardState state) {
    synchronized (lock) {
      int shard = super.registerNewSubscribedShardState(state);
      if (!hasEnded(state)) {
        reading.add(shard);
        if (waitsFor(state).isEmpty()) {
          watermarks.add(shard);
        }
      }
      return shard;
    }
  }

  /**
   * What is to be read before a shard: those that it came from, where it has not been begun and is
   * read from its beginning or from a time on.
   */
  private List<String> waitsFor(KinesisStreamShardState state) {
    SequenceNumber position = state.getLastProcessedSequenceNum();
    boolean fromBeginning =
        inOrder
            && (position.equals(SentinelSequenceNumber.SENTINEL_EARLIEST_SEQUENCE_NUM.get())
                || position.equals(
                    SentinelSequenceNumber.SENTINEL_AT_TIMESTAMP_SEQUENCE_NUM.get()));
    return fromBeginning ? seen.parents(state.getStreamShardHandle().getShard()) : List.of();
  }

  @Override
  protected RecordPublisher createRecordPublisher(
      SequenceNumber position, Properties properties, MetricGroup metrics, StreamShardHandle handle)
      throws InterruptedException {
    int shard = index(handle);
    List<String> parents = waitsFor(getSubscribedShardsState().get(shard));
    return new AfterParents(
        endedAnywhere,
        handle.getShard().getShardId(),
        parents,
        () -> {
          if (!parents.isEmpty()) {
            synchronized (lock) {
              watermarks.add(shard);
            }
          }
          return records(position, properties, metrics, handle);
        });
  }

  /** Begins to read a shard. */
  RecordPublisher records(
      SequenceNumber position, Properties properties, MetricGroup metrics, StreamShardHandle handle)
      throws InterruptedException {
    return super.createRecordPublisher(position, properties, metrics, handle);
  }

  private int index(StreamShardHandle handle) {
    List<KinesisStreamShardState> states = getSubscribedShardsState();
    for (int i = states.size() - 1; i >= 0; i--) {
      if (states.get(i).getStreamShardHandle().equals(handle)) {
        return i;
      }
    }
    throw new IllegalStateException("a shard is read that nobody registered: " + handle);
  }

  @Override
  public void runFetcher() throws Exception {
    endedAnywhere.open();
    sayEnded();
    long interval = runtime.getExecutionConfig().getAutoWatermarkInterval();
    if (interval <= 0) {
      super.runFetcher();
      return;
    }
    ScheduledFuture<?> ticks =
        ((StreamingRuntimeContext) runtime)
            .getProcessingTimeService()
            .scheduleWithFixedDelay(ignored -> tick(), interval, interval);
    try {
      super.runFetcher();
    } finally {
      ticks.cancel(false);
    }
  }

  private void tick() {
    synchronized (lock) {
      watermarks.emit();
    }
  }

  @Override
  public List<StreamShardHandle> discoverNewShardsToSubscribe() throws InterruptedException {
    synchronized (lock) {
      ended.forEach(watermarks::remove);
      ended.clear();
      List<KinesisStreamShardState> states = getSubscribedShardsState();
      reading.stream().filter(shard -> hasEnded(states.get(shard))).forEach(ended::add);
      reading.removeAll(ended);
    }
    sayEnded();
    return super.discoverNewShardsToSubscribe();
  }

  @Override
  protected void emitRecordAndUpdateState(
      Object @Nullable [] row, long arrivalMillis, int shard, SequenceNumber position) {
    synchronized (lock) {
      if (row != null) {
        for (Object[] each : RowsOfRecord.in(row)) {
          long timestamp = watermarks.timestamp(shard, each, arrivalMillis);
          watermarks.rowsOnly().collectWithTimestamp(each, timestamp);
          watermarks.emitted(shard, each, timestamp);
        }
      }
      // Also where a record is dropped and counted, or is none at all.
      updateState(shard, position);
    }
  }

  private void sayEnded() {
    List<String> here = new ArrayList<>();
    synchronized (lock) {
      for (KinesisStreamShardState state : getSubscribedShardsState()) {
        if (hasEnded(state)) {
          here.add(state.getStreamShardHandle().getShard().getShardId());
        }
      }
    }
    try {
      endedAnywhere.say(here);
    } catch (IOException e) {
      throw new UncheckedIOException("the job manager is not told which shards have ended", e);
    }
  }

  private static boolean hasEnded(KinesisStreamShardState state) {
    return state
        .getLastProcessedSequenceNum()
        .equals(SentinelSequenceNumber.SENTINEL_SHARD_ENDING_SEQUENCE_NUM.get());
  }
}
