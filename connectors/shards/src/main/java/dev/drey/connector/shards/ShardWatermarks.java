// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.source.SourceFunction;

/**
 * The time of one subtask's shards: each has a timestamp assigner and a watermark generator of its
 * own, and the subtask's watermark is the least of theirs that are not idle. A shard without a
 * record yet holds the watermark back until its generator calls it idle. A subtask without shards
 * is idle.
 *
 * <p>The combination is Flink's {@link WatermarkOutputMultiplexer}, which its newer sources use for
 * their splits. Callers hold the checkpoint lock.
 */
@SuppressWarnings("deprecation") // Source functions: see ShardTimeConsumer.
public final class ShardWatermarks {
  private final WatermarkStrategy<Object[]> strategy;
  private final SourceFunction.SourceContext<Object[]> output;
  private final RowsOnly rowsOnly;
  private final GeneratorContext context;
  private final WatermarkOutputMultiplexer multiplexer;
  private final Map<Integer, ShardTime> shards = new HashMap<>();

  ShardWatermarks(
      WatermarkStrategy<Object[]> strategy,
      SourceFunction.SourceContext<Object[]> output,
      MetricGroup metrics) {
    this.strategy = strategy;
    this.output = output;
    this.rowsOnly = new RowsOnly(output);
    this.context = new GeneratorContext(metrics);
    this.multiplexer = new WatermarkOutputMultiplexer(new ToSource(output));
  }

  /** The subtask's output for rows; what the consumer says there of time is not passed on. */
  SourceFunction.SourceContext<Object[]> rowsOnly() {
    return rowsOnly;
  }

  void add(int shard) {
    String name = Integer.toString(shard);
    multiplexer.registerNewOutput(name, watermark -> {});
    shards.put(
        shard,
        new ShardTime(
            strategy.createTimestampAssigner(context),
            strategy.createWatermarkGenerator(context),
            multiplexer.getImmediateOutput(name),
            multiplexer.getDeferredOutput(name)));
  }

  void remove(int shard) {
    shards.remove(shard);
    multiplexer.unregisterOutput(Integer.toString(shard));
  }

  /** Milliseconds since 1970. */
  long timestamp(int shard, Object[] row, long arrivalMillis) {
    return time(shard).assigner.extractTimestamp(row, arrivalMillis);
  }

  /** Called after a row of this shard went out. */
  void emitted(int shard, Object[] row, long timestamp) {
    ShardTime time = time(shard);
    time.generator.onEvent(row, timestamp, time.immediate);
  }

  /** Called every auto-watermark interval. */
  void emit() {
    if (shards.isEmpty()) {
      output.markAsTemporarilyIdle();
      return;
    }
    shards.values().forEach(time -> time.generator.onPeriodicEmit(time.deferred));
    multiplexer.onPeriodicEmit();
  }

  private ShardTime time(int shard) {
    return requireNonNull(shards.get(shard), "a shard that is being read");
  }

  /** One shard's. */
  private static final class ShardTime {
    private final TimestampAssigner<Object[]> assigner;
    private final WatermarkGenerator<Object[]> generator;
    private final WatermarkOutput immediate;
    private final WatermarkOutput deferred;

    ShardTime(
        TimestampAssigner<Object[]> assigner,
        WatermarkGenerator<Object[]> generator,
        WatermarkOutput immediate,
        WatermarkOutput deferred) {
      this.assigner = assigner;
      this.generator = generator;
      this.immediate = immediate;
      this.deferred = deferred;
    }
  }

  /** What generators and assigners are made with. */
  private static final class GeneratorContext
      implements TimestampAssignerSupplier.Context, WatermarkGeneratorSupplier.Context {
    private final MetricGroup metrics;

    GeneratorContext(MetricGroup metrics) {
      this.metrics = metrics;
    }

    @Override
    public MetricGroup getMetricGroup() {
      return metrics;
    }
  }

  /** Watermarks of the subtask to what comes after the source. */
  private static final class ToSource implements WatermarkOutput {
    private final SourceFunction.SourceContext<Object[]> output;

    ToSource(SourceFunction.SourceContext<Object[]> output) {
      this.output = output;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(
          new org.apache.flink.streaming.api.watermark.Watermark(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      output.markAsTemporarilyIdle();
    }

    @Override
    public void markActive() {
      // The next row or watermark does that; a source function has no other way to say it.
    }
  }

  /** Keeps the consumer, which counts shards that are read, from calling the subtask idle. */
  private static final class RowsOnly implements SourceFunction.SourceContext<Object[]> {
    private final SourceFunction.SourceContext<Object[]> output;

    RowsOnly(SourceFunction.SourceContext<Object[]> output) {
      this.output = output;
    }

    @Override
    public void collect(Object[] row) {
      output.collect(row);
    }

    @Override
    public void collectWithTimestamp(Object[] row, long timestamp) {
      output.collectWithTimestamp(row, timestamp);
    }

    @Override
    public void emitWatermark(org.apache.flink.streaming.api.watermark.Watermark watermark) {
      throw new IllegalStateException("the consumer has no watermark assigner");
    }

    @Override
    public void markAsTemporarilyIdle() {
      // ShardWatermarks.emit says it, when no shard is left.
    }

    @Override
    public Object getCheckpointLock() {
      return output.getCheckpointLock();
    }

    @Override
    public void close() {
      output.close();
    }
  }
}
