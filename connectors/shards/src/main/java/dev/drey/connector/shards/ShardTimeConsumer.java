// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkBaseException;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.exception.SdkException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Flink's Kinesis consumer with three things changed. Time: a {@link WatermarkStrategy} for each
 * shard, as Flink's newer sources have it (see {@link ShardTimeFetcher}). State: the positions
 * without Kryo (see {@link ShardPositionState}). Distribution: shards go to subtasks by their range
 * of hash keys, which spreads an evenly split stream evenly, and each after those that it came
 * from.
 */
// Flink's only complete source of such streams is a source function; in Flink 2 this package
// changes alone.
@SuppressWarnings("deprecation")
public class ShardTimeConsumer extends FlinkKinesisConsumer<Object[]> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final String inWords;
  private final WatermarkStrategy<Object[]> strategy;

  /**
   * @param stream as the service names it
   * @param inWords as a message does
   */
  public ShardTimeConsumer(
      String source,
      String stream,
      String inWords,
      KinesisDeserializationSchema<Object[]> schema,
      Properties properties,
      WatermarkStrategy<Object[]> strategy) {
    super(stream, schema, properties);
    this.source = source;
    this.inWords = inWords;
    this.strategy = strategy;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(new ShardPositionState(context));
  }

  @Override
  public void run(SourceContext<Object[]> output) throws Exception {
    try {
      super.run(output);
    } catch (RuntimeException failure) {
      // What the service answers, or that nobody does, comes wrapped and names no stream.
      Throwable said =
          ExceptionUtils.findThrowable(failure, cause -> cause instanceof SdkBaseException)
              .or(
                  () ->
                      ExceptionUtils.findThrowable(failure, cause -> cause instanceof SdkException))
              .orElseThrow(() -> failure);
      throw new FlinkRuntimeException(
          "source `" + source + "` cannot read " + inWords + ": " + said.getMessage(), failure);
    }
  }

  @Override
  protected KinesisDataFetcher<Object[]> createFetcher(
      List<String> streams,
      SourceContext<Object[]> output,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema) {
    return new ShardTimeFetcher(
        source, streams, watermarks(output, runtime), runtime, properties, schema);
  }

  protected final ShardWatermarks watermarks(
      SourceContext<Object[]> output, RuntimeContext runtime) {
    return new ShardWatermarks(strategy, output, runtime.getMetricGroup());
  }

  /** The source's name in the spec. */
  protected final String source() {
    return source;
  }
}
