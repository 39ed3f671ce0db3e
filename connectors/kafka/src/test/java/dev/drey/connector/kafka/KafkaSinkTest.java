// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.backend.KafkaTopic.text;
import static dev.drey.backend.KafkaTopic.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaTopic;
import dev.drey.format.json.DebeziumFormat;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.Shows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Writing to a real broker. */
@Timeout(90)
class KafkaSinkTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  private static final RowType ALERT =
      RowType.of(
          Field.of("card", DataType.string()),
          Field.of("amount", DataType.decimal(10, 2)),
          Field.of("count", DataType.of(TypeKind.BIGINT)),
          Field.of("token", DataType.bytes()));

  private static final int CARD = 0;
  private static final int COUNT = 2;
  private static final int TOKEN = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static Object[] alert(String card, String amount, long count, byte[] token) {
    return new Object[] {card, new BigDecimal(amount), count, token};
  }

  private static DataStream<Object[]> rows(
      StreamExecutionEnvironment environment, Object[]... rows) {
    return environment.fromData(List.of(rows), RowTypeInformation.of(ALERT));
  }

  @Test
  void writesValueKeyHeadersAndEventTime() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("alerts", 3);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    Object[] withoutToken = alert("c2", "7.50", 2, utf8(""));
    withoutToken[TOKEN] = null;
    DataStream<Object[]> rows =
        rows(environment, alert("c1", "10.00", 1, utf8("t1")), withoutToken)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Object[]>forMonotonousTimestamps()
                    .withTimestampAssigner((row, none) -> 1_000L * (Long) row[COUNT] - 2_000));
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "alerts")
        .key(CARD)
        .header("token", TOKEN)
        .header("count", COUNT)
        .write(rows, ALERT);
    long before = System.currentTimeMillis();
    environment.execute();

    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(topic.committed());
    records.sort((a, b) -> requireNonNull(text(a.key())).compareTo(requireNonNull(text(b.key()))));
    assertThat(records).hasSize(2);
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    assertThat(text(first.key())).isEqualTo("c1");
    assertThat(text(first.value()))
        .isEqualTo("{\"card\":\"c1\",\"amount\":10.00,\"count\":1,\"token\":\"dDE=\"}");
    assertThat(text(first.headers().lastHeader("token").value())).isEqualTo("t1");
    assertThat(text(first.headers().lastHeader("count").value())).isEqualTo("1");
    assertThat(first.timestamp()).as("no time before 1970").isGreaterThanOrEqualTo(before);
    ConsumerRecord<byte[], byte[]> second = records.get(1);
    assertThat(text(second.key())).isEqualTo("c2");
    assertThat(second.headers().lastHeader("token")).isNull();
    assertThat(second.timestamp()).isZero();
  }

  /** Their binary mode: attributes in headers, and the data as the value. */
  @Test
  void writesWhatTheLibraryOfCloudEventsReads() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("events", 1);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "events")
        .header("ce_specversion", TOKEN)
        .header("ce_id", COUNT)
        .header("ce_source", CARD)
        .header("ce_type", CARD)
        .header("ce_card", CARD)
        .write(rows(environment, alert("c1", "10.00", 7, utf8("1.0"))), ALERT);
    environment.execute();

    CloudEvent event = KafkaMessageFactory.createReader(topic.committed().get(0)).toEvent();
    assertThat(event.getId()).isEqualTo("7");
    assertThat(event.getSource()).hasToString("c1");
    assertThat(event.getType()).isEqualTo("c1");
    assertThat(event.getExtension("card")).isEqualTo("c1");
    assertThat(text(requireNonNull(event.getData()).toBytes()))
        .isEqualTo("{\"card\":\"c1\",\"amount\":10.00,\"count\":7,\"token\":\"MS4w\"}");
  }

  @Test
  void whatDoesNotHoldAnyMoreIsATombstone() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("balances", 1);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    DataStream<Object[]> rows =
        environment
            .fromData(
                List.of(
                    RowChange.PUT.of(alert("c1", "1.00", 1, utf8("t1"))),
                    RowChange.PUT.of(alert("c1", "2.00", 2, utf8("t2"))),
                    RowChange.DELETE.of(new Object[] {"c1", null, null, null})),
                RowTypeInformation.changing(ALERT))
            .setParallelism(1);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "balances")
        .key(CARD)
        .header("count", COUNT)
        .upserts()
        .write(rows, ALERT);
    environment.execute();

    List<ConsumerRecord<byte[], byte[]>> records = topic.committed();
    assertThat(records).extracting(record -> text(record.key())).containsOnly("c1");
    assertThat(records)
        .extracting(record -> text(record.value()))
        .containsExactly(
            "{\"card\":\"c1\",\"amount\":1.00,\"count\":1,\"token\":\"dDE=\"}",
            "{\"card\":\"c1\",\"amount\":2.00,\"count\":2,\"token\":\"dDI=\"}",
            null);
    assertThat(records.get(2).headers()).isEmpty();
  }

  /** In two records, as Debezium's connectors write it; one where that is not wanted. */
  @Test
  void aDeleteThatIsToldIsATombstoneToo() throws Exception {
    KafkaTopic both = KAFKA.broker().createTopic("told", 3);
    KafkaTopic one = KAFKA.broker().createTopic("told-only", 3);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    DataStream<Object[]> rows =
        environment
            .fromData(
                List.of(
                    RowChange.PUT.of(alert("c1", "1.00", 1, utf8("t1"))),
                    RowChange.PUT.of(alert("c2", "2.00", 2, utf8("t2"))),
                    RowChange.DELETE.of(new Object[] {"c1", null, null, null})),
                RowTypeInformation.changing(ALERT))
            .setParallelism(1);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "told")
        .key(CARD)
        .header("count", COUNT)
        .upserts()
        .format(new DebeziumFormat())
        .write(rows, ALERT);
    environment.execute();
    StreamExecutionEnvironment without = FLINK.environment(1);
    SpecSink.of(
            "brokers",
            KAFKA.broker().bootstrapServers(),
            "topic",
            "told-only",
            "tombstonesOnDelete",
            false)
        .key(CARD)
        .upserts()
        .format(new DebeziumFormat())
        .write(
            without
                .fromData(
                    List.<Object[]>of(RowChange.DELETE.of(new Object[] {"c1", null, null, null})),
                    RowTypeInformation.changing(ALERT))
                .setParallelism(1),
            ALERT);
    without.execute();

    List<ConsumerRecord<byte[], byte[]>> ofFirst =
        both.committed().stream()
            .filter(record -> "c1".equals(text(record.key())))
            .collect(Collectors.toList());
    assertThat(ofFirst)
        .extracting(ConsumerRecord::partition)
        .hasSize(3)
        .containsOnly(ofFirst.get(0).partition());
    assertThat(text(ofFirst.get(0).value())).contains("\"op\":\"c\"");
    assertThat(text(ofFirst.get(1).value()))
        .isEqualTo(
            "{\"before\":{\"card\":\"c1\",\"amount\":null,\"count\":null,\"token\":null},"
                + "\"after\":null,\"op\":\"d\"}");
    assertThat(ofFirst.get(2).value()).isNull();
    assertThat(ofFirst.get(2).headers()).isEmpty();
    assertThat(both.committed()).hasSize(4);
    assertThat(one.committed())
        .extracting(record -> text(record.value()))
        .singleElement()
        .asString()
        .contains("\"op\":\"d\"");
  }

  @Test
  void oneKeyIsOnePartition() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("keyed", 4);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    Object[][] rows =
        IntStream.range(0, 40)
            .mapToObj(i -> alert("c" + i % 8, "1.00", i, utf8("t")))
            .toArray(Object[][]::new);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "keyed")
        .key(CARD)
        .write(rows(environment, rows), ALERT);
    environment.execute();

    assertThat(
            topic.committed().stream()
                .collect(
                    Collectors.groupingBy(
                        record -> requireNonNull(text(record.key())),
                        Collectors.mapping(ConsumerRecord::partition, Collectors.toSet()))))
        .hasSize(8)
        .allSatisfy((key, partitions) -> assertThat(partitions).hasSize(1));
  }

  @Test
  void aRowSaysItsPartition() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("parted", 4);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    Object[][] rows =
        IntStream.range(0, 12)
            .mapToObj(i -> alert("c", "1.00", i, utf8("t")))
            .toArray(Object[][]::new);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "parted")
        .key(CARD)
        .partition(row -> (Long) row[COUNT] == 11 ? null : (Long) row[COUNT] % 3)
        .write(rows(environment, rows), ALERT);
    environment.execute();

    assertThat(topic.committed())
        .hasSize(12)
        .filteredOn(record -> !requireNonNull(text(record.value())).contains("\"count\":11,"))
        .allSatisfy(
            record ->
                assertThat(text(record.value()))
                    .containsPattern(
                        "\"count\":("
                            + record.partition()
                            + "|"
                            + (record.partition() + 3)
                            + "|"
                            + (record.partition() + 6)
                            + "|"
                            + (record.partition() + 9)
                            + "),"));

    StreamExecutionEnvironment beyond = FLINK.environment(1);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "parted")
        .partition(row -> 4L)
        .write(rows(beyond, rows[0]), ALERT);
    assertThatThrownBy(beyond::execute)
        .hasStackTraceContaining(
            "sink `alerts` has a record that is refused: topic parted has partitions 0 to 3, and the"
                + " row's `partition` is 4 (onError: ");
  }

  /** What the checks of a spec cannot know: the brokers' own limit. */
  @Test
  void aTransactionLongerThanTheBrokersAllowIsTold() throws Exception {
    KAFKA.broker().createTopic("long", 1);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    SpecSink.of(
            "brokers",
            KAFKA.broker().bootstrapServers(),
            "topic",
            "long",
            "transactionalIdPrefix",
            "long-test",
            "transactionTimeout",
            Duration.ofMinutes(16))
        .exactlyOnce()
        .write(rows(environment, alert("c", "1.00", 1, utf8("t"))), ALERT);
    assertThatThrownBy(environment::execute)
        .hasStackTraceContaining("larger than the maximum value allowed by the broker");
  }

  @Test
  @Shows(
      connector = "kafka",
      contract = {Contract.UNREACHABLE, Contract.RESTART})
  void aBrokerThatDiesAndStartsAgainLosesNothing() throws Exception {
    KafkaTopic in = KAFKA.broker().createTopic("dies-in", 2);
    KafkaTopic out = KAFKA.broker().createTopic("dies-out", 2);
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 50);
    StreamExecutionEnvironment environment = FLINK.environment(1, configuration);
    SpecSink.of(
            "brokers",
            KAFKA.broker().bootstrapServers(),
            "topic",
            "dies-out",
            "transactionalIdPrefix",
            "dies-test",
            "transactionTimeout",
            Duration.ofMinutes(2))
        .exactlyOnce()
        .write(
            SpecSource.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "dies-in")
                .in(environment),
            SpecSource.declared());
    JobClient job = environment.executeAsync("broker dies");
    try {
      send(in, 0, 200);
      out.await(PATIENCE, records -> !records.isEmpty());
      send(in, 200, 400);
      KAFKA.broker().kill();
      KAFKA.broker().restart();
      send(in, 400, 600);
      List<ConsumerRecord<byte[], byte[]>> written =
          out.await(PATIENCE, records -> distinct(records).size() == 600);
      assertThat(written).hasSize(600);
    } finally {
      job.cancel().get();
    }
  }

  /**
   * Fails once, after a checkpoint and so many rows behind the last barrier that some of their
   * transaction must have reached the broker.
   */
  private static final class FailOnce extends RichMapFunction<Object[], Object[]>
      implements CheckpointListener, CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final String marker;
    private boolean checkpointed;
    private int after;

    FailOnce(Path marker) {
      this.marker = marker.toString();
    }

    @Override
    public Object[] map(Object[] row) throws Exception {
      Path failed = Path.of(marker);
      if (++after > 300 && checkpointed && !Files.exists(failed) && isFirst(failed)) {
        throw new IllegalStateException("fails once");
      }
      return row;
    }

    /** Of two subtasks that come so far at the same time one fails. */
    private static boolean isFirst(Path failed) throws IOException {
      try {
        Files.createFile(failed);
        return true;
      } catch (FileAlreadyExistsException theOther) {
        return false;
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      after = 0;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      checkpointed = true;
    }
  }

  @Test
  @Shows(
      connector = "kafka",
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void exactlyOnceShowsEachResultOnceThoughTheJobFails() throws Exception {
    int total = 6_000;
    KafkaTopic in = KAFKA.broker().createTopic("eos-in", 2);
    KafkaTopic out = KAFKA.broker().createTopic("eos-out", 2);
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    // A slow machine may fail the job once more, such as by a producer that waits too long.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    StreamExecutionEnvironment environment = FLINK.environment(1, configuration);
    environment.setParallelism(2);
    Path marker = folder.resolve("failed");
    DataStream<Object[]> rows =
        SpecSource.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "eos-in")
            .in(environment)
            .map(new FailOnce(marker))
            .returns(RowTypeInformation.of(SpecSource.declared()));
    SpecSink.of(
            "brokers",
            KAFKA.broker().bootstrapServers(),
            "topic",
            "eos-out",
            "transactionalIdPrefix",
            "eos-test",
            "transactionTimeout",
            Duration.ofMinutes(1),
            "properties",
            // So little that rows before the failure must have reached the broker.
            Map.of("batch.size", 512L, "buffer.memory", 4096L))
        .exactlyOnce()
        .write(rows, SpecSource.declared());
    JobClient job = environment.executeAsync("exactly once");
    try {
      send(in, 0, 500);
      out.await(PATIENCE, records -> !records.isEmpty());
      send(in, 500, 5_500);
      Poll.until("failure", PATIENCE, () -> Files.exists(marker));
      send(in, 5_500, total);
      List<ConsumerRecord<byte[], byte[]>> written =
          out.await(PATIENCE, records -> distinct(records).size() == total);
      assertThat(written).hasSize(total);
      assertThat(out.uncommitted()).as("what the failure aborted").hasSizeGreaterThan(total);
    } finally {
      job.cancel().get();
    }
  }

  private static void send(KafkaTopic topic, int from, int to) {
    topic.send(
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    new ProducerRecord<byte[], byte[]>(
                        topic.name(), i % 2, null, utf8("{\"id\": \"" + i + "\"}")))
            .collect(Collectors.toList()));
  }

  private static TreeSet<String> distinct(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(record -> requireNonNull(text(record.value())))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
