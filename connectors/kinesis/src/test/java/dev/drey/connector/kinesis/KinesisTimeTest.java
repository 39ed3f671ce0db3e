// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Poll;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Each shard has its own watermark, and the least of them counts. */
@ExtendWith(KinesisEmulatorExtension.class)
final class KinesisTimeTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @Test
  void aLaggingShardHoldsTheWatermarkBack(KinesisEmulator kinesis) throws Exception {
    String stream = "lagging";
    kinesis.createStream(stream, 2);
    List<Shard> shards = kinesis.openShards(stream);
    Shard ahead = shards.get(0);
    Shard behind = shards.get(1);
    kinesis.put(stream, ahead, "a", TextRows.text(1, 900_000));

    JobID job =
        new SourceJob(stream)
            .of(kinesis)
            .watermarks(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofSeconds(10)))
            .start(CLUSTER);
    Poll.until("first row", SOON, () -> Seen.ids(stream).contains(1L));
    // The other shard has not said anything: until it does, no time passes.
    CLUSTER.awaitCheckpoints(job, 3);
    assertThat(Seen.watermark(stream)).isEqualTo(Long.MIN_VALUE);

    kinesis.put(stream, behind, "b", TextRows.text(2, 100_000));
    Poll.until("watermark", SOON, () -> Seen.watermark(stream) > Long.MIN_VALUE);
    assertThat(Seen.watermark(stream)).isEqualTo(100_000 - 10_000 - 1);

    kinesis.put(stream, ahead, "a", TextRows.text(3, 950_000));
    kinesis.put(stream, behind, "b", TextRows.text(4, 200_000));
    Poll.until("next watermark", SOON, () -> Seen.watermark(stream) > 100_000);
    assertThat(Seen.watermark(stream)).isEqualTo(200_000 - 10_000 - 1);
    CLUSTER.stop(job);
  }

  @Test
  void anIdleShardDoesNotHoldTheWatermarkBack(KinesisEmulator kinesis) throws Exception {
    String stream = "idle";
    kinesis.createStream(stream, 2);
    Shard busy = kinesis.openShards(stream).get(0);
    kinesis.put(stream, busy, "a", TextRows.text(1, 900_000));

    JobID job =
        new SourceJob(stream)
            .of(kinesis)
            .parallelism(2)
            .watermarks(
                WatermarkStrategy.<Object[]>forBoundedOutOfOrderness(Duration.ofSeconds(10))
                    .withIdleness(Duration.ofMillis(700)))
            .start(CLUSTER);
    Poll.until("watermark past the idle shard", SOON, () -> Seen.watermark(stream) == 889_999);
    CLUSTER.stop(job);
  }

  @Test
  void theChildrenOfASplitGoOnInTime(KinesisEmulator kinesis) throws Exception {
    String stream = "time-of-children";
    kinesis.createStream(stream, 1);
    Shard parent = kinesis.openShards(stream).get(0);
    kinesis.put(stream, "a", TextRows.text(1, 100_000));

    JobID job =
        new SourceJob(stream)
            .of(kinesis)
            .watermarks(WatermarkStrategy.forMonotonousTimestamps())
            .start(CLUSTER);
    Poll.until("watermark of the parent", SOON, () -> Seen.watermark(stream) == 99_999);
    kinesis.splitShard(stream, parent);
    List<Shard> children = kinesis.openShards(stream);
    kinesis.put(stream, children.get(0), "a", TextRows.text(2, 500_000));
    Poll.until("row of a child", SOON, () -> Seen.ids(stream).contains(2L));
    kinesis.put(stream, children.get(1), "b", TextRows.text(3, 300_000));

    // Neither the ended parent nor the child that is ahead decides.
    Poll.until("watermark of the children", SOON, () -> Seen.watermark(stream) == 299_999);
    CLUSTER.stop(job);
  }
}
