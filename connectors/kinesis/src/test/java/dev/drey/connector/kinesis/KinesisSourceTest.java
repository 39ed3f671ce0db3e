// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What a source reads, by polling and by enhanced fan-out. */
@ExtendWith(KinesisEmulatorExtension.class)
final class KinesisSourceTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  /** The two ways to read. */
  enum Way {
    POLLING,
    FAN_OUT
  }

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  static SourceJob reading(String stream, KinesisEmulator kinesis, Way way) {
    SourceJob job = new SourceJob(stream).of(kinesis);
    return way == Way.FAN_OUT ? job.option("fanOut", "reader-of-" + stream) : job;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void everyRecordArrivesWithItsMetadataAndASplitLosesNone(Way way, KinesisEmulator kinesis)
      throws Exception {
    String stream = "split-" + way;
    kinesis.createStream(stream, 2);
    long started = System.currentTimeMillis();
    List<PutRecordResponse> put = new ArrayList<>();
    for (long id = 0; id < 100; id++) {
      put.add(kinesis.put(stream, "key-" + id, TextRows.text(id, id * 1000)));
    }

    JobID job = reading(stream, kinesis, way).parallelism(2).start(CLUSTER);
    Poll.until("100 rows", SOON, () -> Seen.rows(stream).size() == 100);

    for (Object[] row : Seen.rows(stream)) {
      long id = (Long) row[0];
      assertThat(row[1]).isEqualTo(id * 1000);
      assertThat(row[2]).isEqualTo("key-" + id);
      assertThat(row[3]).isEqualTo(put.get((int) id).sequenceNumber());
      assertThat(row[4]).isEqualTo(put.get((int) id).shardId());
      assertThat((Long) row[5]).isBetween(started - 1000, System.currentTimeMillis() + 1000);
      assertThat(row[6]).isEqualTo(stream);
    }

    kinesis.splitShard(stream, kinesis.openShards(stream).get(0));
    assertThat(kinesis.shards(stream)).hasSize(4);
    for (long id = 100; id < 600; id++) {
      kinesis.put(stream, "key-" + id, TextRows.text(id, id * 1000));
    }
    Poll.until("600 rows", SOON, () -> Seen.rows(stream).size() >= 600);

    assertThat(Seen.ids(stream)).containsExactlyInAnyOrderElementsOf(numbers(0, 600));
    assertThat(Seen.rows(stream).stream().map(row -> row[4]).distinct()).hasSize(4);
    CLUSTER.stop(job);
    if (way == Way.FAN_OUT) {
      Poll.until("goodbye of the consumer", SOON, () -> kinesis.consumers(stream).isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void latestReadsWhatComesFromNowOn(Way way, KinesisEmulator kinesis) throws Exception {
    String stream = "latest-" + way;
    kinesis.createStream(stream, 1);
    kinesis.put(stream, "old", TextRows.text(-1, 0));

    JobID job = reading(stream, kinesis, way).option("startFrom", "latest").start(CLUSTER);
    AtomicLong next = new AtomicLong();
    Poll.until(
        "first row",
        SOON,
        () -> {
          kinesis.put(stream, "new", TextRows.text(next.getAndIncrement(), 0));
          return !Seen.rows(stream).isEmpty();
        });
    long last = next.get();
    kinesis.put(stream, "new", TextRows.text(last, 0));
    Poll.until("last row", SOON, () -> Seen.ids(stream).contains(last));

    List<Long> ids = Seen.ids(stream);
    assertThat(ids).doesNotContain(-1L);
    assertThat(ids).containsExactlyElementsOf(numbers(ids.get(0), last + 1));
    CLUSTER.stop(job);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aTimestampReadsWhatArrivedThenOrLater(Way way, KinesisEmulator kinesis) throws Exception {
    String stream = "timestamp-" + way;
    kinesis.createStream(stream, 1);
    Shard shard = kinesis.openShards(stream).get(0);
    kinesis.put(stream, "early", TextRows.text(1, 0));
    long first = arrival(kinesis, stream, shard, 0);
    AtomicLong fillers = new AtomicLong();
    Poll.until(
        "later arrival",
        SOON,
        () -> {
          kinesis.put(stream, "later", TextRows.text(100 + fillers.getAndIncrement(), 0));
          return arrival(kinesis, stream, shard, -1) > first;
        });
    long start = arrival(kinesis, stream, shard, -1);
    List<String> expected =
        kinesis.records(stream, shard).stream()
            .filter(record -> record.approximateArrivalTimestamp().toEpochMilli() >= start)
            .map(record -> record.data().asUtf8String().replaceFirst("@.*", ""))
            .collect(Collectors.toList());

    JobID job =
        reading(stream, kinesis, way)
            .option("startFrom", OptionValues.of(Map.of("timestamp", Instant.ofEpochMilli(start))))
            .start(CLUSTER);
    Poll.until("rows from then on", SOON, () -> Seen.rows(stream).size() >= expected.size());

    assertThat(Seen.ids(stream).stream().map(Object::toString))
        .containsExactlyElementsOf(expected)
        .doesNotContain("1");
    CLUSTER.stop(job);
  }

  /** Milliseconds; of the first record, or with -1 of the last. */
  private static long arrival(KinesisEmulator kinesis, String stream, Shard shard, int position) {
    List<software.amazon.awssdk.services.kinesis.model.Record> records =
        kinesis.records(stream, shard);
    return records
        .get(position < 0 ? records.size() + position : position)
        .approximateArrivalTimestamp()
        .toEpochMilli();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().collect(Collectors.toList());
  }
}
