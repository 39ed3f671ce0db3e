// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaTopic;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.RunningJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One reader of two partitions: its watermark is that of the partition that is behind, and an idle
 * one stops counting only where the spec says so. Watermarks are a millisecond below the time that
 * they stand for.
 */
@Timeout(60)
class KafkaWatermarkTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  /** Emits each watermark as a record. */
  private static final class WatermarkProbe extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<Object[], Long> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(StreamRecord<Object[]> row) {}

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
      output.collect(new StreamRecord<>(watermark.getTimestamp()));
      super.processWatermark(watermark);
    }
  }

  private static RunningJob<Long> watermarks(String topic, WatermarkStrategy<Object[]> strategy)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    return RunningJob.of(
        SpecSource.of("brokers", KAFKA.broker().bootstrapServers(), "topic", topic)
            .watermarks(strategy)
            .in(FLINK.environment(1, configuration))
            .transform("probe", Types.LONG, new WatermarkProbe()));
  }

  private static String at(long second) {
    return "{\"id\": \"x\", \"ts\": \"" + Instant.ofEpochSecond(second) + "\"}";
  }

  /** The watermarks up to and with this one. */
  private static List<Long> until(long expected, RunningJob<Long> watermarks) {
    List<Long> seen = new ArrayList<>();
    while (seen.isEmpty() || seen.get(seen.size() - 1) < expected) {
      seen.add(watermarks.next());
    }
    return seen;
  }

  @Test
  void aLaggingPartitionHoldsTheWatermarkBack() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("lagging", 2);
    topic.send(0, at(60), at(100));
    topic.send(1, at(10));
    try (RunningJob<Long> watermarks =
        watermarks("lagging", WatermarkStrategy.forMonotonousTimestamps())) {
      assertThat(until(9_999, watermarks)).isSorted().last().isEqualTo(9_999L);
      topic.send(0, at(200));
      topic.send(1, at(50));
      assertThat(until(49_999, watermarks)).isSorted().last().isEqualTo(49_999L);
      topic.send(1, at(300));
      assertThat(until(199_999, watermarks)).isSorted().last().isEqualTo(199_999L);
    }
  }

  @Test
  void anIdlePartitionIsLeftOutAfterItsTimeout() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("idle", 2);
    topic.send(0, at(100));
    topic.send(1, at(10));
    try (RunningJob<Long> watermarks =
        watermarks(
            "idle",
            WatermarkStrategy.<Object[]>forMonotonousTimestamps()
                .withIdleness(Duration.ofSeconds(2)))) {
      assertThat(until(9_999, watermarks)).last().isEqualTo(9_999L);
      // Partition 0 goes on, so that only partition 1 falls idle.
      long newest = 100;
      long watermark = 9_999;
      while (watermark == 9_999) {
        newest++;
        topic.send(0, at(newest));
        watermark = newest < 104 ? 9_999 : watermarks.next();
      }
      assertThat(watermark).isBetween(99_999L, newest * 1_000 - 1);
    }
  }
}
