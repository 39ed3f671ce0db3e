// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Poll;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Streams whose shards are split and merged: no record is lost, and those of a key keep their
 * order.
 */
@ExtendWith(KinesisEmulatorExtension.class)
final class KinesisReshardingTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int KEYS = 7;

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static void put(KinesisEmulator kinesis, String stream, long from, long to) {
    for (long id = from; id < to; id++) {
      kinesis.put(stream, "key-" + id % KEYS, TextRows.text(id, id));
    }
  }

  private static void split(KinesisEmulator kinesis, String stream) {
    kinesis.splitShard(stream, open(kinesis, stream).get(0));
  }

  private static void merge(KinesisEmulator kinesis, String stream) {
    List<Shard> open = open(kinesis, stream);
    kinesis.mergeShards(stream, open.get(0), open.get(1));
  }

  private static List<Shard> open(KinesisEmulator kinesis, String stream) {
    List<Shard> open = new ArrayList<>(kinesis.openShards(stream));
    open.sort(
        Comparator.comparing(shard -> new BigInteger(shard.hashKeyRange().startingHashKey())));
    return open;
  }

  private static void assertEachOnceAndInOrder(String stream, long count) {
    assertThat(Seen.ids(stream))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, count).boxed().collect(Collectors.toList()));
    Map<Object, Long> last = new HashMap<>();
    for (Object[] row : Seen.rows(stream)) {
      Long before = last.put(row[2], (Long) row[0]);
      assertThat(before == null || before < (Long) row[0])
          .as("of %s came %s before %s, which is of %s", row[2], before, row[0], row[4])
          .isTrue();
    }
  }

  private static JobID reading(KinesisEmulator kinesis, String stream) throws Exception {
    return KinesisSourceTest.reading(stream, kinesis, KinesisSourceTest.Way.POLLING)
        .parallelism(2)
        .start(CLUSTER);
  }

  /** All shards are there when the job starts, and all have records. */
  @Test
  void whatWasSplitAndMergedBeforeIsReadInOrder(KinesisEmulator kinesis) throws Exception {
    String stream = "backlog";
    kinesis.createStream(stream, 1);
    put(kinesis, stream, 0, 70);
    split(kinesis, stream);
    put(kinesis, stream, 70, 140);
    split(kinesis, stream);
    put(kinesis, stream, 140, 210);
    merge(kinesis, stream);
    put(kinesis, stream, 210, 280);

    JobID job = reading(kinesis, stream);
    Poll.until("280 rows", SOON, () -> Seen.rows(stream).size() >= 280);

    assertEachOnceAndInOrder(stream, 280);
    assertThat(Seen.rows(stream).stream().map(row -> row[4]).distinct()).hasSize(6);
    CLUSTER.stop(job);
  }

  @Test
  void aSplitAndAMergeUnderLoadLoseNothing(KinesisEmulator kinesis) throws Exception {
    String stream = "load";
    kinesis.createStream(stream, 2);
    JobID job = reading(kinesis, stream);
    Thread load = new Thread(() -> put(kinesis, stream, 0, 600), "load");
    load.start();
    Poll.until("first rows", SOON, () -> Seen.rows(stream).size() > 20);
    split(kinesis, stream);
    Poll.until("more rows", SOON, () -> Seen.rows(stream).size() > 150);
    merge(kinesis, stream);
    load.join();
    Poll.until("600 rows", SOON, () -> Seen.rows(stream).size() >= 600);

    assertEachOnceAndInOrder(stream, 600);
    CLUSTER.stop(job);
  }
}
