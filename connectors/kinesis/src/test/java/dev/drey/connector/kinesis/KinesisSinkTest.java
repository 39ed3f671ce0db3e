// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.backend.Loopback;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.SinkContext;
import dev.drey.format.RowEncoder;
import dev.drey.format.raw.RawFormat;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What a sink writes, read back from the stream. */
@ExtendWith(KinesisEmulatorExtension.class)
final class KinesisSinkTest {
  private static final RowType ROWS =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("card", DataType.string()));
  private static final int CARDS = 7;
  private static final int COUNT = 1000;

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @Test
  @Shows(connector = "kinesis", role = Kind.SINK, contract = Contract.GUARANTEE)
  void rowsOfOneKeyAreInOneShardUnderTheirKey(KinesisEmulator kinesis) throws Exception {
    kinesis.createStream("by-card", 4);
    RowFunction card = row -> row[1];

    CLUSTER.awaitEnd(write(options(kinesis, "by-card"), Map.of("partitionKey", card)));

    List<Record> records = kinesis.records("by-card");
    assertThat(texts(records)).containsExactlyInAnyOrderElementsOf(expected());
    assertThat(records)
        .allMatch(record -> record.data().asUtf8String().endsWith("," + record.partitionKey()));
    for (Shard shard : kinesis.shards("by-card")) {
      for (Shard other : kinesis.shards("by-card")) {
        if (!shard.shardId().equals(other.shardId())) {
          assertThat(keys(kinesis.records("by-card", shard)))
              .doesNotContainAnyElementsOf(keys(kinesis.records("by-card", other)));
        }
      }
    }
  }

  @Test
  void withoutAKeyRecordsSpreadOverTheShards(KinesisEmulator kinesis) throws Exception {
    kinesis.createStream("spread", 2);
    Map<String, Object> options = options(kinesis, "spread");
    options.put("batch", OptionValues.of(Map.of("size", 100L, "linger", Duration.ofMillis(100))));

    CLUSTER.awaitEnd(write(options, Map.of()));

    assertThat(texts(kinesis.records("spread"))).containsExactlyInAnyOrderElementsOf(expected());
    for (Shard shard : kinesis.shards("spread")) {
      // Of 1000 fair coins fewer than 400 show heads once in 10 billion times.
      assertThat(kinesis.records("spread", shard)).hasSizeGreaterThan(400);
    }
  }

  @Test
  void anArnIsEnough(KinesisEmulator kinesis) throws Exception {
    kinesis.createStream("by-arn", 1);
    Map<String, Object> options = options(kinesis, "by-arn");
    options.remove("stream");
    options.put("arn", kinesis.arn("by-arn"));

    CLUSTER.awaitEnd(write(options, Map.of()));

    assertThat(texts(kinesis.records("by-arn"))).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  @Timeout(150)
  void aStreamThatIsNotThereFailsTheJob(KinesisEmulator kinesis) throws Exception {
    JobID job = write(options(kinesis, "no-such-stream"), Map.of());

    assertThat(ExceptionUtils.stringifyException(CLUSTER.failure(job)))
        .contains("sink `out` cannot write: Stream arn");
  }

  @Test
  @Timeout(150)
  @Shows(connector = "kinesis", role = Kind.SINK, contract = Contract.UNREACHABLE)
  void nobodyAtTheEndpointFailsTheJob(KinesisEmulator kinesis) throws Exception {
    Map<String, Object> options = options(kinesis, "unreachable");
    String nobody = "http://" + Loopback.HOST + ":1";
    options.put("endpoint", nobody);

    JobID job = write(options, Map.of());

    assertThat(ExceptionUtils.stringifyException(CLUSTER.failure(job)))
        .contains("sink `out` reaches nobody: ");
  }

  @Test
  @Shows(connector = "kinesis", role = Kind.SINK, contract = Contract.RESTART)
  void aJobThatStartsAgainLosesNothing(KinesisEmulator kinesis, @TempDir Path folder)
      throws Exception {
    kinesis.createStream("restarted", 1);
    Map<String, Object> options = options(kinesis, "restarted");
    options.put("inFlight", 2L);
    options.put("maxBuffered", 20L);
    options.put("batch", OptionValues.of(Map.of("size", 10L)));
    List<String> texts =
        LongStream.range(0, 300).mapToObj(n -> "row " + n).collect(Collectors.toList());
    Path marker = folder.resolve("failed");

    SinkTrial.of(
            new KinesisConnector(),
            RowType.of(Field.of("text", DataType.string())),
            OptionValues.of(options))
        .format(new RawFormat())
        .runFailingOnce(
            CLUSTER,
            texts.stream().map(text -> new Object[] {text}).collect(Collectors.toList()),
            marker,
            100);

    assertThat(marker).exists();
    assertThat(texts(kinesis.records("restarted"))).containsAll(texts);
  }

  private static Map<String, Object> options(KinesisEmulator kinesis, String stream) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("stream", stream);
    options.put("endpoint", kinesis.endpoint().toString());
    OptionValues keys =
        OptionValues.of(
            Map.of("accessKey", KinesisEmulator.ANY_KEY, "secretKey", KinesisEmulator.ANY_KEY));
    options.put("credentials", OptionValues.of(Map.of("basic", keys)));
    return options;
  }

  private static JobID write(Map<String, Object> options, Map<String, RowFunction> expressions)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    DataStream<Object[]> rows =
        environment
            .fromSequence(0, COUNT - 1)
            .map(id -> new Object[] {id, "card-" + id % CARDS})
            .returns(RowTypeInformation.of(ROWS));
    SinkContext context =
        SinkContext.builder()
            .name("out")
            .options(OptionValues.of(options))
            .rowType(ROWS)
            .encoder(new Text())
            .expressions(expressions)
            .build();
    new KinesisConnector().sink(context, rows);
    return CLUSTER.start(environment.getStreamGraph().getJobGraph());
  }

  private static List<String> expected() {
    return LongStream.range(0, COUNT)
        .mapToObj(id -> id + ",card-" + id % CARDS)
        .collect(Collectors.toList());
  }

  private static List<String> texts(List<Record> records) {
    return records.stream()
        .map(record -> record.data().asUtf8String())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Set<String> keys(List<Record> records) {
    return records.stream().map(Record::partitionKey).collect(Collectors.toSet());
  }

  /** {@code ID,CARD}. */
  private static final class Text implements RowEncoder {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public byte[] encode(Object[] row) {
      return (row[0] + "," + row[1]).getBytes(StandardCharsets.UTF_8);
    }
  }
}
