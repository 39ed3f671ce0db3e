// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.backend.KafkaTopic.utf8;
import static dev.drey.connector.kafka.SpecSource.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaTopic;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.ErrorPolicy;
import dev.drey.format.BadRecordException;
import dev.drey.row.BadRecord;
import dev.drey.row.RowChange;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading from a real broker. Each test has a topic of its own, called as the test. */
@Timeout(60)
class KafkaSourceTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  private String brokers = "";
  private String name = "";

  @BeforeEach
  void nameTopic(TestInfo test) {
    brokers = KAFKA.broker().bootstrapServers();
    name = test.getTestMethod().orElseThrow().getName();
  }

  private KafkaTopic topic(int partitions) {
    return KAFKA.broker().createTopic(name, partitions);
  }

  private static String order(String id, long n) {
    return "{\"id\": \"" + id + "\", \"n\": " + n + ", \"ts\": \"2026-01-01T00:00:00Z\"}";
  }

  /** Every row up to the end of what is there now. */
  private static List<List<Object>> rows(SpecSource source) throws Exception {
    try (RunningJob<Object[]> job = RunningJob.of(source.bounded().in(FLINK.environment(1)))) {
      return job.rest().stream().map(Arrays::asList).collect(Collectors.toList());
    }
  }

  private static List<Object> ids(SpecSource source) throws Exception {
    return rows(source).stream().map(row -> row.get(0)).collect(Collectors.toList());
  }

  @Test
  void readsRecordsOfAllPartitionsInTheirOrder() throws Exception {
    KafkaTopic topic = topic(2);
    topic.send(0, order("a", 1), order("b", 2));
    topic.send(1, "{\"id\": \"c\"}");

    List<List<Object>> rows = rows(SpecSource.of("brokers", brokers, "topic", name));

    long newYear = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    assertThat(rows)
        .containsExactlyInAnyOrder(
            List.of("a", 1L, newYear), List.of("b", 2L, newYear), Arrays.asList("c", null, null))
        .containsSubsequence(List.of("a", 1L, newYear), List.of("b", 2L, newYear));
  }

  @Test
  void readsSeveralTopicsByNameOrPattern() throws Exception {
    for (String suffix : List.of("-eu", "-us", "-old")) {
      KAFKA.broker().createTopic(name + suffix, 1).send(0, order(suffix, 0));
    }
    assertThat(
            ids(SpecSource.of("brokers", brokers, "topics", List.of(name + "-eu", name + "-us"))))
        .containsExactlyInAnyOrder("-eu", "-us");
    assertThat(ids(SpecSource.of("brokers", brokers, "topicPattern", name + "-(eu|old)")))
        .containsExactlyInAnyOrder("-eu", "-old");
  }

  @Test
  void startsWhereTheSpecSays() throws Exception {
    KafkaTopic topic = topic(1);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.add(new ProducerRecord<>(name, 0, 1_000L * i, null, utf8(order("o" + i, i))));
    }
    topic.send(records);
    try (Admin admin = KAFKA.broker().admin()) {
      admin
          .alterConsumerGroupOffsets(
              "known-group", Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(3)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }

    assertThat(ids(starting("earliest", "g"))).containsExactly("o0", "o1", "o2", "o3", "o4");
    assertThat(ids(starting("latest", "g"))).isEmpty();
    assertThat(ids(starting(object("timestamp", Instant.ofEpochMilli(1_001)), "g")))
        .containsExactly("o2", "o3", "o4");
    assertThat(ids(starting("committed", "known-group"))).containsExactly("o3", "o4");
    assertThat(ids(starting("committed", "new-group"))).hasSize(5);
    assertThat(ids(starting(object("committed", object("otherwise", "latest")), "new-group")))
        .isEmpty();
    assertThatThrownBy(
            () -> ids(starting(object("committed", object("otherwise", "fail")), "new-group")))
        .hasRootCauseMessage(
            "Undefined offset with no reset policy for partitions: [" + name + "-0]");
  }

  private SpecSource starting(Object from, String group) {
    return SpecSource.of("brokers", brokers, "topic", name, "group", group, "startFrom", from);
  }

  @Test
  void readsPartitionsThatAreAddedLater() throws Exception {
    KafkaTopic topic = topic(1);
    topic.send(0, order("first", 0));
    SpecSource source =
        SpecSource.of(
            "brokers", brokers, "topic", name, "discoverPartitions", Duration.ofMillis(300));
    try (RunningJob<Object[]> job = RunningJob.of(source.in(FLINK.environment(1)));
        Admin admin = KAFKA.broker().admin()) {
      assertThat(job.next()[0]).isEqualTo("first");
      admin
          .createPartitions(Map.of(name, NewPartitions.increaseTo(2)))
          .all()
          .get(20, TimeUnit.SECONDS);
      topic.send(1, order("second", 0));
      assertThat(job.next()[0]).isEqualTo("second");
    }
  }

  @Test
  void givesMetadataAsColumns() throws Exception {
    KafkaTopic topic = topic(2);
    topic.send(1, order("first", 0));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(name, 1, 1_234_567L, utf8("clé"), utf8(order("second", 0)));
    record.headers().add(new RecordHeader("trace", utf8("t1")));
    record.headers().add(new RecordHeader("trace", utf8("t2")));
    record.headers().add(new RecordHeader("empty", null));
    topic.send(record);

    List<List<Object>> rows =
        rows(
            SpecSource.of("brokers", brokers, "topic", name)
                .metadata(
                    "topic",
                    "partition",
                    "offset",
                    "timestamp",
                    "timestampType",
                    "key",
                    "keyText",
                    "headers"));

    assertThat(rows.get(0).subList(3, 6)).containsExactly(name, 1, 0L);
    assertThat(rows.get(0).subList(8, 11)).containsExactly(null, null, Map.of());
    Map<String, byte[]> headers = new HashMap<>();
    headers.put("trace", utf8("t2"));
    headers.put("empty", null);
    assertThat(rows.get(1).subList(3, 8)).containsExactly(name, 1, 1L, 1_234_567L, "CreateTime");
    assertThat(rows.get(1).get(8)).isEqualTo(utf8("clé"));
    assertThat(rows.get(1).get(9)).isEqualTo("clé");
    assertThat(rows.get(1).get(10))
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(headers);
  }

  @Test
  @Shows(connector = "kafka", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void aBadRecordFailsTheJobWithItsPlace() {
    KafkaTopic topic = topic(2);
    topic.send(1, order("a", 0), "{\"id\": 1, ");
    assertThatThrownBy(() -> rows(SpecSource.of("brokers", brokers, "topic", name)))
        .hasRootCauseInstanceOf(BadRecordException.class)
        .rootCause()
        .hasMessageContaining(
            "bad record in source `orders`, topic " + name + ", partition 1, offset 1: ");
  }

  @Test
  void aTombstoneIsABadRecordUnlessTheyAreSkipped() throws Exception {
    KafkaTopic topic = topic(1);
    topic.send(new ProducerRecord<>(name, 0, utf8("k"), null));
    topic.send(0, order("a", 0));
    assertThatThrownBy(() -> rows(SpecSource.of("brokers", brokers, "topic", name)))
        .rootCause()
        .hasMessageContaining("partition 0, offset 0: it has no value, a tombstone");
    assertThat(ids(SpecSource.of("brokers", brokers, "topic", name, "tombstones", "skip")))
        .containsExactly("a");
  }

  @Test
  void aTombstoneEndsTheRowOfItsKey() throws Exception {
    KafkaTopic topic = topic(1);
    topic.send(new ProducerRecord<>(name, 0, utf8("a"), utf8(order("a", 1))));
    topic.send(new ProducerRecord<>(name, 0, utf8("b"), utf8(order("b", 1))));
    topic.send(new ProducerRecord<>(name, 0, utf8("a"), null));
    topic.send(new ProducerRecord<>(name, 0, null, null));
    topic.send(new ProducerRecord<>(name, 0, utf8("b"), utf8(order("b", 2))));

    List<List<Object>> rows =
        rows(
            SpecSource.of("brokers", brokers, "topic", name, "tombstones", "delete")
                .keys(0)
                .onError(ErrorPolicy.EMIT));

    assertThat(rows).hasSize(5);
    assertThat(rows.get(0)).startsWith("a", 1L).endsWith(RowChange.PUT);
    assertThat(rows.get(1)).startsWith("b", 1L).endsWith(RowChange.PUT);
    assertThat(rows.get(2)).containsExactly("a", null, null, RowChange.DELETE);
    assertThat(badRow(rows.get(3))[1]).isEqualTo("it has neither a value nor a key");
    assertThat(rows.get(4)).startsWith("b", 2L).endsWith(RowChange.PUT);
  }

  /** Keys as Kafka Connect writes them. */
  @Test
  void aTombstonesKeyMayBeARecord() throws Exception {
    KafkaTopic topic = topic(1);
    topic.send(new ProducerRecord<>(name, 0, utf8("{\"id\": \"a\", \"n\": 1}"), null));
    topic.send(new ProducerRecord<>(name, 0, utf8("{\"id\": \"a\"}"), null));
    SpecSource source =
        SpecSource.of(
                "brokers", brokers, "topic", name, "tombstones", "delete", "tombstoneKey", "record")
            .keys(0, 1);

    List<List<Object>> rows = rows(source.onError(ErrorPolicy.EMIT));

    assertThat(rows.get(0)).containsExactly("a", 1L, null, RowChange.DELETE);
    assertThat(badRow(rows.get(1))[1]).isEqualTo("its key has no value for `n`");
  }

  @Test
  @Shows(connector = "kafka", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void badRecordsAreDroppedOrEmitted() throws Exception {
    KafkaTopic topic = topic(1);
    topic.send(0, order("a", 0), "not json", order("b", 0));
    topic.send(new ProducerRecord<>(name, 0, utf8("k"), null));

    assertThat(ids(SpecSource.of("brokers", brokers, "topic", name).onError(ErrorPolicy.DROP)))
        .containsExactly("a", "b");

    long before = System.currentTimeMillis();
    List<List<Object>> rows =
        rows(SpecSource.of("brokers", brokers, "topic", name).onError(ErrorPolicy.EMIT));
    assertThat(rows).hasSize(4);
    Object[] bad = badRow(rows.get(1));
    assertThat(bad[0]).isEqualTo("orders");
    assertThat((String) bad[1]).isNotBlank();
    assertThat(bad[2]).isEqualTo(utf8("not json"));
    assertThat((Long) bad[3]).isBetween(before, System.currentTimeMillis());
    assertThat(Arrays.copyOfRange(bad, 4, 7)).containsExactly(name, 0, 1L);
    Object[] tombstone = badRow(rows.get(3));
    assertThat(tombstone[2]).isNull();
    assertThat(Arrays.copyOfRange(tombstone, 4, 7)).containsExactly(name, 0, 3L);
  }

  private static Object[] badRow(List<Object> row) {
    assertThat(BadRecord.isBad(row.toArray())).isTrue();
    return ((BadRecord) row.get(0)).row();
  }
}
