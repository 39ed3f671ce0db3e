// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.junit.jupiter.api.Test;

/** The law of {@link ShardWatermarks}, without a stream: what each call sends on. */
@SuppressWarnings("deprecation") // Source functions: see ShardTimeConsumer.
final class ShardWatermarksTest {
  private final List<String> sent = new ArrayList<>();

  @Test
  void aShardWithoutARecordHoldsTheWatermarkBack() {
    ShardWatermarks watermarks = of(WatermarkStrategy.forMonotonousTimestamps());
    watermarks.add(0);
    watermarks.add(1);

    watermarks.emitted(0, row(5000), 5000);
    watermarks.emit();
    assertThat(sent).isEmpty();

    watermarks.emitted(1, row(3000), 3000);
    watermarks.emit();
    assertThat(sent).containsExactly("2999");
  }

  @Test
  void aRemovedShardDoesNot() {
    ShardWatermarks watermarks = of(WatermarkStrategy.forMonotonousTimestamps());
    watermarks.add(0);
    watermarks.add(1);
    watermarks.emitted(0, row(5000), 5000);

    watermarks.remove(1);
    watermarks.emit();
    assertThat(sent).containsExactly("4999");
  }

  @Test
  void aPunctuatedGeneratorIsHeardAtTheRecord() {
    ShardWatermarks watermarks =
        of(WatermarkStrategy.<Object[]>forGenerator(ignored -> new Punctuated()));
    watermarks.add(0);

    watermarks.emitted(0, row(7000), 7000);
    assertThat(sent).containsExactly("7000");
  }

  @Test
  void aSubtaskWithoutShardsIsIdle() {
    ShardWatermarks watermarks = of(WatermarkStrategy.forMonotonousTimestamps());
    watermarks.rowsOnly().markAsTemporarilyIdle();
    assertThat(sent).isEmpty();

    watermarks.emit();
    assertThat(sent).containsExactly("idle");
  }

  private ShardWatermarks of(WatermarkStrategy<Object[]> strategy) {
    return new ShardWatermarks(strategy, new Sent(), new UnregisteredMetricsGroup());
  }

  private static Object[] row(long timestamp) {
    return new Object[] {timestamp};
  }

  private static final class Punctuated implements WatermarkGenerator<Object[]> {
    @Override
    public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      throw new AssertionError("not asked for here");
    }
  }

  /** Writes down what a source sends on. */
  private final class Sent implements SourceFunction.SourceContext<Object[]> {
    @Override
    public void collect(Object[] row) {
      throw new AssertionError("rows are not the watermarks' affair");
    }

    @Override
    public void collectWithTimestamp(Object[] row, long timestamp) {
      throw new AssertionError("rows are not the watermarks' affair");
    }

    @Override
    public void emitWatermark(org.apache.flink.streaming.api.watermark.Watermark watermark) {
      sent.add(Long.toString(watermark.getTimestamp()));
    }

    @Override
    public void markAsTemporarilyIdle() {
      sent.add("idle");
    }

    @Override
    public Object getCheckpointLock() {
      return this;
    }

    @Override
    public void close() {}
  }
}
