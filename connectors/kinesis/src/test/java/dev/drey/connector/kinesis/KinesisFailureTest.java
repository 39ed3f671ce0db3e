// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.backend.Loopback;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.ErrorPolicy;
import dev.drey.row.BadRecord;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.Shows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** Task managers that die, records that cannot be read, an endpoint where nobody is. */
@ExtendWith(KinesisEmulatorExtension.class)
final class KinesisFailureTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @RegisterExtension static final Cluster CLUSTER = Cluster.of(2);

  @ParameterizedTest
  @EnumSource(KinesisSourceTest.Way.class)
  @Shows(
      connector = "kinesis",
      role = Kind.SOURCE,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aTaskManagerThatDiesLosesNothing(KinesisSourceTest.Way way, KinesisEmulator kinesis)
      throws Exception {
    String stream = "killed-" + way;
    kinesis.createStream(stream, 4);
    putAll(kinesis, stream, 0, 200);

    JobID job =
        KinesisSourceTest.reading(stream, kinesis, way)
            .parallelism(4)
            .configure("restart-strategy.type", "fixed-delay")
            .configure("restart-strategy.fixed-delay.attempts", "20")
            .configure("restart-strategy.fixed-delay.delay", "100ms")
            .start(CLUSTER);
    Poll.until("200 rows", SOON, () -> Seen.ids(stream).size() == 200);
    CLUSTER.awaitCheckpoints(job, 2);
    CLUSTER.replaceTaskManager();
    putAll(kinesis, stream, 200, 400);
    Poll.until("400 rows", SOON, () -> distinct(stream).size() == 400);

    assertThat(distinct(stream)).isEqualTo(numbers(0, 400));
    // What the checkpoint had was not read again: the positions were restored.
    assertThat(Seen.ids(stream).stream().filter(id -> id < 200)).hasSize(200);
    CLUSTER.stop(job);
  }

  @Test
  @Shows(connector = "kinesis", role = Kind.SOURCE, contract = Contract.GUARANTEE)
  void aSavepointGoesOnWhereItStoppedAndHoldsNoKryo(KinesisEmulator kinesis, @TempDir Path folder)
      throws Exception {
    String stream = "stopped";
    kinesis.createStream(stream, 2);
    putAll(kinesis, stream, 0, 50);
    SourceJob job = new SourceJob(stream).of(kinesis);

    JobID first = job.parallelism(2).start(CLUSTER);
    Poll.until("50 rows", SOON, () -> Seen.ids(stream).size() == 50);
    Path savepoint = CLUSTER.stopWithSavepoint(first, folder);
    putAll(kinesis, stream, 50, 100);
    JobID second = job.parallelism(1).start(CLUSTER, savepoint);
    Poll.until("100 rows", SOON, () -> Seen.ids(stream).size() >= 100);

    assertThat(Seen.ids(stream)).containsExactlyInAnyOrderElementsOf(numbers(0, 100));
    String written = new String(everyByte(savepoint), StandardCharsets.ISO_8859_1);
    assertThat(written)
        .contains("dev.drey.connector.shards.ShardPositionSerializer$Snapshot")
        .doesNotContainIgnoringCase("kryo");
    CLUSTER.stop(second);
  }

  private static byte[] everyByte(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        bytes.write(Files.readAllBytes(file));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  @Shows(connector = "kinesis", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void aBadRecordStopsTheJobAndSaysWhereItIs(KinesisEmulator kinesis) throws Exception {
    String stream = "poisoned";
    kinesis.createStream(stream, 1);
    PutRecordResponse bad = kinesis.put(stream, "a", "not a row");

    JobID job = new SourceJob(stream).of(kinesis).start(CLUSTER);

    assertThat(ExceptionUtils.stringifyException(CLUSTER.failure(job)))
        .contains("bad record in source `poisoned`")
        .contains("shardId " + bad.shardId())
        .contains("sequenceNumber " + bad.sequenceNumber())
        .contains("`not a row` has no @");
  }

  @Test
  @Shows(connector = "kinesis", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void aDroppedRecordLeavesTheOthers(KinesisEmulator kinesis) throws Exception {
    String stream = "dropped";
    kinesis.createStream(stream, 1);
    kinesis.put(stream, "a", TextRows.text(1, 0));
    kinesis.put(stream, "a", "not a row");
    kinesis.put(stream, "a", TextRows.text(2, 0));

    JobID job = new SourceJob(stream).of(kinesis).onError(ErrorPolicy.DROP).start(CLUSTER);
    Poll.until("both rows", SOON, () -> Seen.rows(stream).size() == 2);
    assertThat(Seen.ids(stream)).containsExactly(1L, 2L);
    CLUSTER.stop(job);
  }

  @Test
  @Shows(connector = "kinesis", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void anEmittedBadRecordKeepsItsPlaceAndBytes(KinesisEmulator kinesis) throws Exception {
    String stream = "emitted";
    kinesis.createStream(stream, 1);
    kinesis.put(stream, "a", TextRows.text(1, 0));
    PutRecordResponse bad = kinesis.put(stream, "a", "not a row");

    JobID job = new SourceJob(stream).of(kinesis).onError(ErrorPolicy.EMIT).start(CLUSTER);
    Poll.until("both rows", SOON, () -> Seen.rows(stream).size() == 2);

    Object[] row = Seen.rows(stream).get(1);
    assertThat(BadRecord.isBad(row)).isTrue();
    Object[] values = ((BadRecord) row[0]).row();
    assertThat(values[0]).isEqualTo("emitted");
    assertThat(values[1]).isEqualTo("`not a row` has no @");
    assertThat((byte[]) values[2]).isEqualTo("not a row".getBytes(StandardCharsets.UTF_8));
    assertThat(values[4]).isEqualTo(bad.shardId());
    assertThat(values[5]).isEqualTo(bad.sequenceNumber());
    CLUSTER.stop(job);
  }

  @ParameterizedTest
  @EnumSource(KinesisSourceTest.Way.class)
  @Timeout(150)
  @Shows(connector = "kinesis", role = Kind.SOURCE, contract = Contract.UNREACHABLE)
  void nobodyAtTheEndpointFailsTheJob(KinesisSourceTest.Way way, KinesisEmulator kinesis)
      throws Exception {
    String nobody = "http://" + Loopback.HOST + ":" + Loopback.freePort() + "/";

    JobID job =
        KinesisSourceTest.reading("nowhere", kinesis, way)
            .option("endpoint", nobody)
            .start(CLUSTER);

    assertThat(ExceptionUtils.stringifyException(CLUSTER.failure(job)))
        .contains("source `nowhere` cannot read stream `nowhere` in us-east-1 at " + nobody)
        .contains("Connection refused");
  }

  @Test
  @Timeout(150)
  void aStreamThatIsNotThereFailsTheJob(KinesisEmulator kinesis) throws Exception {
    JobID job = new SourceJob("missing").of(kinesis).start(CLUSTER);

    assertThat(ExceptionUtils.stringifyException(CLUSTER.failure(job)))
        .contains("source `missing` cannot read stream `missing` in us-east-1");
  }

  private static void putAll(KinesisEmulator kinesis, String stream, long from, long to) {
    for (long id = from; id < to; id++) {
      kinesis.put(stream, "key-" + id, TextRows.text(id, 0));
    }
  }

  private static Set<Long> distinct(String stream) {
    return new HashSet<>(Seen.ids(stream));
  }

  private static Set<Long> numbers(long from, long to) {
    List<Long> all = LongStream.range(from, to).boxed().collect(Collectors.toList());
    return new HashSet<>(all);
  }
}
