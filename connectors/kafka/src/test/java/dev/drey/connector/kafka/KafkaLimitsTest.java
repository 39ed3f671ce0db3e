// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.backend.KafkaTopic.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaTopic;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.Refusal;
import dev.drey.format.json.DebeziumFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a topic has no place for, and brokers that have no time. */
@Timeout(90)
class KafkaLimitsTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.string().notNull()), Field.of("n", DataType.of(TypeKind.BIGINT)));

  /** Bytes of a second, of which the broker looks at the two before. */
  private static final double SLOW = 100_000;

  @TempDir Path folder;

  private static SinkTrial trial(Map<String, RowFunction> expressions, Object... options) {
    Map<String, Object> all = SpecSource.options(options);
    all.put("brokers", KAFKA.broker().bootstrapServers());
    expressions.keySet().forEach(name -> all.put(name, "an expression"));
    return SinkTrial.of(new KafkaConnector(), TYPE, OptionValues.of(all))
        .format(new JsonFormat())
        .expressions(expressions);
  }

  private static List<Object[]> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Object[] {"row " + i, (long) i})
        .collect(Collectors.toList());
  }

  private static List<String> ids(KafkaTopic topic) {
    return topic.committedValues().stream()
        .map(
            value ->
                String.valueOf(value).replaceFirst("\\{\"id\":\"", "").replaceFirst("\".*", ""))
        .collect(Collectors.toList());
  }

  /** The producer and the topic count alike, but each has a limit of its own. */
  @Test
  @Shows(connector = "kafka", role = Kind.SINK, contract = Contract.OVERSIZED_RECORD)
  void aRecordThatIsTooLargeIsSetAsideAndTheOthersAreWritten() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("narrow", 1);
    setMostBytes("narrow", 20_000);
    Map<String, Object> producer = Map.of("max.request.size", 50_000L);
    List<Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {"first", 1L});
    rows.add(new Object[] {"t".repeat(30_000), 2L});
    rows.add(new Object[] {"p".repeat(60_000), 3L});
    // About the limit: what is not refused is taken by the broker, which else would fail the job.
    for (int i = 0; i < 40; i++) {
      rows.add(new Object[] {"e".repeat(19_800 + 5 * i), 4L});
    }
    rows.add(new Object[] {"last", 5L});

    List<Object[]> refused =
        trial(Map.of(), "topic", "narrow", "properties", producer).run(FLINK, rows);

    Map<Object, Object> reasons = new HashMap<>();
    refused.forEach(row -> reasons.put(((String) row[0]).charAt(0), row[3]));
    assertThat(reasons).containsOnlyKeys('t', 'p', 'e');
    assertThat((String) reasons.get('t'))
        .matches(
            "the record has 301\\d\\d bytes, and topic narrow takes 20000 at most \\(its"
                + " `max.message.bytes`\\)");
    assertThat((String) reasons.get('p'))
        .matches(
            "the record has 601\\d\\d bytes, and the producer sends 50000 at most"
                + " \\(`properties: \\{max.request.size: ...}` and `buffer.memory` say so\\)");
    List<String> written = ids(topic);
    assertThat(written).startsWith("first").endsWith("last").hasSize(rows.size() - refused.size());
    assertThat(written).filteredOn(id -> id.startsWith("e")).hasSizeBetween(10, 35);

    assertThat(
            trial(Map.of(), "topic", "narrow", "properties", producer)
                .refusal(Refusal.DROP)
                .run(FLINK, rows.subList(0, 3)))
        .isEmpty();
    assertThat(ids(topic)).hasSize(written.size() + 1);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    SpecSink.of("brokers", KAFKA.broker().bootstrapServers(), "topic", "narrow")
        .write(environment.fromData(rows.subList(1, 2), RowTypeInformation.of(TYPE)), TYPE);
    assertThatThrownBy(environment::execute)
        .hasStackTraceContaining("sink `alerts` has a record that is refused: the record has 301")
        .hasStackTraceContaining("(onError: drop, or onError: {to: NAME}, lets the job go on)");
  }

  private static void setMostBytes(String topic, int bytes) throws Exception {
    try (Admin admin = KAFKA.broker().admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "" + bytes),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  @Shows(connector = "kafka", role = Kind.SINK, contract = Contract.POISON_RECORD)
  void aRowWhosePartitionIsNotThereIsSetAside() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("two-parts", 2);

    List<Object[]> refused =
        trial(Map.of("partition", row -> row[1]), "topic", "two-parts").run(FLINK, rows(4));

    assertThat(refused).extracting(row -> row[0]).containsExactly("row 2", "row 3");
    assertThat(refused.get(0)[3])
        .isEqualTo("topic two-parts has partitions 0 to 1, and the row's `partition` is 2");
    assertThat(ids(topic)).containsExactlyInAnyOrder("row 0", "row 1");
  }

  /** As without `onError`: key, headers, time, and the two records of a delete. */
  @Test
  void recordsAreTheSameWhereSomeAreSetAside() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("same", 1);
    Map<String, RowFunction> expressions = Map.of("key", row -> row[0], "headers.n", row -> row[1]);
    Map<String, Object> options =
        SpecSource.options(
            "brokers",
            KAFKA.broker().bootstrapServers(),
            "topic",
            "same",
            "key",
            "id",
            "headers",
            Map.of("n", "n"));

    List<Object[]> refused =
        SinkTrial.of(new KafkaConnector(), TYPE, OptionValues.of(options))
            .format(new DebeziumFormat())
            .expressions(expressions)
            .changes(ChangeMode.UPSERT)
            .run(
                FLINK,
                List.of(
                    RowChange.PUT.of(new Object[] {"a", 1L}),
                    RowChange.PUT.of(new Object[] {"x".repeat(2_000_000), 2L}),
                    RowChange.DELETE.of(new Object[] {"a", null})));

    assertThat(refused).extracting(row -> row[1]).containsExactly(2L);
    assertThat(topic.committed())
        .extracting(record -> text(record.key()) + " " + operation(text(record.value())))
        .containsExactly("a c", "a d", "a null");
    assertThat(text(topic.committed().get(0).headers().lastHeader("n").value())).isEqualTo("1");
    assertThat(topic.committed().get(1).headers()).isEmpty();
  }

  private static String operation(@Nullable String record) {
    return record == null ? "null" : record.replaceFirst(".*\"op\":\"(.)\".*", "$1");
  }

  @Test
  @Shows(
      connector = "kafka",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("at-least-once", 2);
    Path marker = folder.resolve("failed");

    trial(Map.of(), "topic", "at-least-once").runFailingOnce(FLINK, rows(600), marker, 300);

    assertThat(marker).exists();
    assertThat(ids(topic).stream().distinct()).hasSize(600);
  }

  /** What a fetch has no room for comes all the same. */
  @Test
  @Shows(connector = "kafka", role = Kind.SOURCE, contract = Contract.OVERSIZED_RECORD)
  void aRecordThatIsLargerThanAFetchIsRead() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("wide", 1);
    String large = "w".repeat(900_000);
    topic.send(0, "{\"id\": \"a\"}", "{\"id\": \"" + large + "\"}", "{\"id\": \"b\"}");

    assertThat(
            read(
                "topic",
                "wide",
                "properties",
                Map.of("max.partition.fetch.bytes", 1000L, "fetch.max.bytes", 1000L)))
        .containsExactly("a", large, "b");
  }

  private static List<Object> read(Object... options) throws Exception {
    Map<String, Object> all = SpecSource.options(options);
    List<Object> flat = new ArrayList<>(List.of("brokers", KAFKA.broker().bootstrapServers()));
    all.forEach((name, value) -> flat.addAll(List.of(name, value)));
    try (RunningJob<Object[]> job =
        RunningJob.of(SpecSource.of(flat.toArray()).bounded().in(FLINK.environment(1)))) {
      return job.rest().stream().map(row -> row[0]).collect(Collectors.toList());
    }
  }

  @Test
  @Shows(connector = "kafka", contract = Contract.THROTTLED)
  void whoIsHeldBackByAQuotaWritesAndReadsAllTheSame() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("slow", 1);
    String text = "s".repeat(3_000);
    List<Object[]> rows =
        IntStream.range(0, 100)
            .mapToObj(i -> new Object[] {text + i, (long) i})
            .collect(Collectors.toList());
    setQuota("slow-writer", "producer_byte_rate", SLOW);
    setQuota("drey-orders-0", "consumer_byte_rate", SLOW);
    try {
      long start = System.nanoTime();
      assertThat(
              trial(Map.of(), "topic", "slow", "properties", Map.of("client.id", "slow-writer"))
                  .run(FLINK, rows))
          .isEmpty();
      // 300 kB are 150 kB for each of two seconds: half too many, so one second more.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
      assertThat(topic.committed()).hasSize(100);

      start = System.nanoTime();
      assertThat(read("topic", "slow"))
          .containsExactlyElementsOf(rows.stream().map(row -> row[0]).collect(Collectors.toList()));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
    } finally {
      setQuota("slow-writer", "producer_byte_rate", null);
      setQuota("drey-orders-0", "consumer_byte_rate", null);
    }
  }

  private static void setQuota(String client, String what, @Nullable Double most) throws Exception {
    try (Admin admin = KAFKA.broker().admin()) {
      admin
          .alterClientQuotas(
              List.of(
                  new ClientQuotaAlteration(
                      new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client)),
                      List.of(new ClientQuotaAlteration.Op(what, most)))))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }
}
