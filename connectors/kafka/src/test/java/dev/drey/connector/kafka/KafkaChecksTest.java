// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.SpecSource.object;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaChecksTest {
  private static final String BROKERS = "b-1.example.com:9092";

  private static List<String> source(Object... more) {
    return codes(ConnectorUsage.source("orders", options(more)));
  }

  private static List<String> sink(Delivery delivery, Duration interval, Object... more) {
    return codes(ConnectorUsage.sink("alerts", options(more), delivery, Optional.of(interval)));
  }

  private static OptionValues options(Object... more) {
    Map<String, Object> options = SpecSource.options("brokers", BROKERS, "topic", "t");
    options.putAll(SpecSource.options(more));
    return OptionValues.of(options);
  }

  /** {@code CODE at option}. */
  private static List<String> codes(ConnectorUsage usage) {
    return new KafkaConnector()
        .check(usage).stream()
            .map(finding -> finding.code() + " at " + finding.option())
            .collect(Collectors.toList());
  }

  @Test
  void brokersAreHostsWithPorts() {
    assertThat(source("brokers", "b-1.example.com:9092, [::1]:9092,127.0.0.1:1")).isEmpty();
    assertThat(source("brokers", "b-1.example.com")).containsExactly("DR0635 at brokers");
    assertThat(source("brokers", "http://b-1:9092,b-2:9092,")).hasSize(2);
    String many = IntStream.range(0, 20_000).mapToObj(i -> "b" + i).collect(joining(","));
    assertThat(source("brokers", many)).hasSizeBetween(2, 100);
    assertThat(source("brokers", "b-1:9092" + "/".repeat(50_000) + "x")).hasSize(1);
  }

  @Test
  void propertiesThatAnOptionSets() {
    assertThat(source("properties", Map.of("fetch.min.bytes", 1L))).isEmpty();
    assertThat(source("properties", Map.of("group.id", "g")))
        .containsExactly("DR0632 at properties.group.id");
    assertThat(source("properties", Map.of("sasl.mechanism", "OAUTHBEARER"))).isEmpty();
    assertThat(
            source(
                "properties", Map.of("sasl.mechanism", "PLAIN", "sasl.login.class", "x"),
                "security", object("iam", object())))
        .containsExactly("DR0632 at properties.sasl.mechanism");
    assertThat(
            sink(
                Delivery.AT_LEAST_ONCE,
                Duration.ofMinutes(1),
                "properties",
                Map.of("transaction.timeout.ms", 1L)))
        .containsExactly("DR0632 at properties.transaction.timeout.ms");
  }

  @Test
  void iamGoesOverTlsOnly() {
    assertThat(source("security", object("iam", object()))).isEmpty();
    assertThat(source("security", object("iam", object(), "tls", false)))
        .containsExactly("DR0608 at security.tls");
  }

  /** {@code CODE at option with option}. */
  private static List<String> together(OptionValues source, OptionValues sink) {
    return new KafkaConnector()
            .checkTogether(
                List.of(
                    ConnectorUsage.source("orders", source),
                    ConnectorUsage.sink("alerts", sink, Delivery.AT_LEAST_ONCE, Optional.empty())))
            .stream()
            .map(
                clash ->
                    clash.finding().code()
                        + " at "
                        + clash.finding().option()
                        + " with "
                        + clash.withOption())
            .collect(Collectors.toList());
  }

  @Test
  void aSinkFeedsItsOwnPipeline() {
    OptionValues sink = of("brokers", "B-2:9092,b-1:9092", "topic", "orders-eu");

    assertThat(together(of("brokers", "b-1:9092", "topic", "orders-eu"), sink))
        .containsExactly("DR0611 at topic with topic");
    assertThat(together(of("brokers", "x:1, b-2:9092", "topics", List.of("a", "orders-eu")), sink))
        .containsExactly("DR0611 at topic with topics.1");
    assertThat(together(of("brokers", "b-1:9092", "topicPattern", "orders-.*"), sink))
        .containsExactly("DR0611 at topic with topicPattern");

    assertThat(together(of("brokers", "b-1:9092", "topic", "orders"), sink)).isEmpty();
    assertThat(together(of("brokers", "b-1:9093", "topic", "orders-eu"), sink)).isEmpty();
    assertThat(together(of("brokers", "b-1:9092", "topics", List.of("a")), sink)).isEmpty();
    assertThat(together(of("brokers", "b-1:9092", "topicPattern", "orders-"), sink)).isEmpty();
    assertThat(together(of("brokers", "b-1:9092", "topicPattern", "orders-(eu"), sink)).isEmpty();
  }

  @Test
  @Timeout(10)
  void noPatternMakesTheCheckHang() {
    String topic = "a".repeat(200);

    assertThat(
            together(
                of("brokers", BROKERS, "topicPattern", "(a+)+b"),
                of("brokers", BROKERS, "topic", topic)))
        .isEmpty();
  }

  private static OptionValues of(Object... pairs) {
    return OptionValues.of(SpecSource.options(pairs));
  }

  @Test
  void anotherStartHoldsWhereNoTimeIsGiven() {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    OptionValues latest = of("startFrom", object("otherwise", "latest"));
    OptionValues both = of("startFrom", object("timestamp", time, "otherwise", "latest"));

    assertThat(StartingOffsets.isLatest(latest)).isTrue();
    assertThat(StartingOffsets.isLatest(of("startFrom", object("otherwise", "earliest"))))
        .isFalse();
    assertThat(StartingOffsets.time(latest)).isEmpty();
    assertThat(StartingOffsets.time(both)).contains(time);
    assertThat(StartingOffsets.isLatest(both)).isFalse();
  }

  @Test
  void aPatternIsARegularExpression() {
    assertThat(source("topicPattern", "orders-(eu|us)")).isEmpty();
    assertThat(source("topicPattern", "orders-(eu")).containsExactly("DR0634 at topicPattern");
  }

  @Test
  void committedNeedsAGroup() {
    assertThat(source("startFrom", "committed", "group", "g")).isEmpty();
    assertThat(source("startFrom", "committed")).containsExactly("DR0633 at startFrom");
    OptionValues otherwise = object("committed", object("otherwise", "latest"));
    assertThat(source("startFrom", otherwise)).containsExactly("DR0633 at startFrom");
  }

  @Test
  void transactionsAreNamedAfterThePipelineUnlessTheSpecNamesThem() {
    assertThat(sink(Delivery.EXACTLY_ONCE, Duration.ofMinutes(1))).isEmpty();
    assertThat(named(Delivery.EXACTLY_ONCE))
        .isEqualTo(options("transactionalIdPrefix", "cards-late-alerts"));
    assertThat(named(Delivery.EXACTLY_ONCE, "transactionalIdPrefix", "p"))
        .isEqualTo(options("transactionalIdPrefix", "p"));
    assertThat(named(Delivery.AT_LEAST_ONCE)).isEqualTo(options());
  }

  private static OptionValues named(Delivery delivery, Object... keysAndValues) {
    OptionValues options = options(keysAndValues);
    return new KafkaConnector()
        .named(
            options,
            ConnectorUsage.sink("late_alerts", options, delivery, Optional.empty()),
            "cards");
  }

  @Test
  void thePartitionOfRowsThatChangeIsThatOfTheirKey() {
    ConnectorUsage usage =
        ConnectorUsage.sink(
            "alerts", options("partition", "1"), Delivery.AT_LEAST_ONCE, Optional.empty());
    assertThat(new KafkaConnector().check(usage)).isEmpty();
    assertThat(new KafkaConnector().check(usage.withChangingRows()))
        .extracting(Finding::option)
        .containsExactly("partition");
  }

  @Test
  void aTransactionOutlivesTheCheckpointIntervalByAMinute() {
    assertThat(exactlyOnce(Duration.ofMinutes(9), Duration.ofMinutes(10))).isEmpty();
    assertThat(exactlyOnce(Duration.ofMinutes(9), Duration.ofSeconds(599)))
        .containsExactly("DR0604 at transactionTimeout");
    assertThat(sink(Delivery.EXACTLY_ONCE, Duration.ofMinutes(15), "transactionalIdPrefix", "p"))
        .containsExactly("DR0604 at ");
    assertThat(exactlyOnce(Duration.ofMinutes(1), Duration.ofMinutes(16)))
        .containsExactly("DR0631 at transactionTimeout");
    Finding finding =
        new KafkaConnector()
            .check(
                ConnectorUsage.sink(
                    "alerts",
                    options(
                        "transactionalIdPrefix", "p", "transactionTimeout", Duration.ofSeconds(90)),
                    Delivery.EXACTLY_ONCE,
                    Optional.of(Duration.ofHours(1))))
            .get(0);
    assertThat(finding.message()).contains("after 90s").contains("every 1h");
    assertThat(finding.help()).contains("transactionTimeout: 61m");
  }

  private static List<String> exactlyOnce(Duration interval, Duration timeout) {
    return sink(
        Delivery.EXACTLY_ONCE,
        interval,
        "transactionalIdPrefix",
        "p",
        "transactionTimeout",
        timeout);
  }

  @Test
  void transactionsOfAnAtLeastOnceSinkHaveNoEffect() {
    assertThat(
            sink(
                Delivery.AT_LEAST_ONCE,
                Duration.ofMinutes(1),
                "transactionalIdPrefix",
                "p",
                "transactionTimeout",
                Duration.ofMinutes(1)))
        .containsExactly("DR0607 at transactionalIdPrefix", "DR0607 at transactionTimeout");
  }

  @Test
  void everyNumberOfABrokersPortIsOne() {
    assertThat(source("brokers", "b:0")).containsExactly("DR0635 at brokers");
    assertThat(source("brokers", "b:65536")).containsExactly("DR0635 at brokers");
    assertThat(source("brokers", "b:65535")).isEmpty();
  }

  private static List<String> least(Map<String, ?> properties) {
    return sink(Delivery.AT_LEAST_ONCE, Duration.ofMinutes(1), "properties", properties);
  }

  private static List<String> exactly(Map<String, ?> properties) {
    return sink(
        Delivery.EXACTLY_ONCE,
        Duration.ofMinutes(1),
        "transactionalIdPrefix",
        "p",
        "properties",
        properties);
  }

  @Test
  void settingsAgainstTheGuarantee() {
    assertThat(least(Map.of("acks", 0L))).containsExactly("DR0637 at properties.acks");
    assertThat(least(Map.of("acks", "1"))).containsExactly("DR0637 at properties.acks");
    assertThat(least(Map.of("acks", "-1"))).isEmpty();
    assertThat(least(Map.of("enable.idempotence", false))).isEmpty();
    assertThat(exactly(Map.of("acks", "all"))).isEmpty();
    assertThat(exactly(Map.of("acks", 1L))).containsExactly("DR0636 at properties.acks");
    assertThat(exactly(Map.of("enable.idempotence", false)))
        .containsExactly("DR0636 at properties.enable.idempotence");
  }

  /** Whatever we take, Kafka's own producer takes, and what we call an error it refuses. */
  @Test
  void kafkasProducerSaysTheSame() {
    List<Map<String, Object>> settings = new ArrayList<>();
    for (Object acks : List.of("all", "-1", "0", "1", "some")) {
      settings.add(Map.of("acks", acks));
      settings.add(Map.of("acks", acks, "enable.idempotence", "true"));
      settings.add(Map.of("acks", acks, "enable.idempotence", "false"));
    }
    settings.add(Map.of("retries", 0L));
    settings.add(Map.of("retries", 0L, "enable.idempotence", true));
    settings.add(Map.of("max.in.flight.requests.per.connection", 6L));
    settings.add(Map.of("max.in.flight.requests.per.connection", 6L, "enable.idempotence", true));
    settings.add(Map.of("linger.ms", "soon"));
    settings.add(Map.of("compression.type", "rar"));
    settings.add(Map.of("compression.type", "lz4"));
    for (String name :
        List.of(
            "delivery.timeout.ms",
            "request.timeout.ms",
            "linger.ms",
            "batch.size",
            "buffer.memory",
            "max.block.ms",
            "max.in.flight.requests.per.connection",
            "max.request.size",
            "metadata.max.age.ms",
            "receive.buffer.bytes",
            "reconnect.backoff.ms",
            "retries",
            "retry.backoff.ms")) {
      for (long value : new long[] {-2, -1, 0, 1, 6, 200_000, 1L << 31}) {
        settings.add(Map.of(name, value));
      }
    }
    settings.add(Map.of("delivery.timeout.ms", 30_000L, "request.timeout.ms", 30_000L));
    settings.add(
        Map.of("delivery.timeout.ms", 30_000L, "request.timeout.ms", 30_000L, "linger.ms", 1L));
    for (Map<String, Object> setting : settings) {
      for (boolean transactional : new boolean[] {false, true}) {
        List<String> errors = transactional ? exactly(setting) : least(setting);
        errors.removeIf(finding -> finding.startsWith("DR0637"));
        assertThat(errors.isEmpty())
            .as("%s, transactional: %s", setting, transactional)
            .isEqualTo(kafkaTakes(setting, transactional));
      }
    }
  }

  @Test
  void kafkasConsumerSaysTheSame() {
    List<Map<String, Object>> settings = new ArrayList<>();
    for (String name :
        List.of(
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "heartbeat.interval.ms",
            "max.partition.fetch.bytes",
            "max.poll.interval.ms",
            "max.poll.records",
            "metadata.max.age.ms",
            "receive.buffer.bytes",
            "request.timeout.ms",
            "session.timeout.ms")) {
      for (long value : new long[] {-2, -1, 0, 1, 200_000, 1L << 31}) {
        settings.add(Map.of(name, value));
      }
    }
    for (String level : List.of("read_committed", "READ_UNCOMMITTED", "committed", "")) {
      settings.add(Map.of("isolation.level", level));
    }
    settings.add(Map.of("check.crcs", "maybe"));
    settings.add(Map.of("client.rack", "a"));
    for (Map<String, Object> setting : settings) {
      Properties properties = new Properties();
      setting.forEach((name, value) -> properties.setProperty(name, value.toString()));
      properties.setProperty("bootstrap.servers", "127.0.0.1:1");
      properties.setProperty("group.id", "g");
      boolean taken;
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        taken = consumer != null;
      } catch (KafkaException refused) {
        taken = false;
      }
      assertThat(source("group", "g", "properties", setting).isEmpty())
          .as("%s", setting)
          .isEqualTo(taken);
    }
  }

  private static boolean kafkaTakes(Map<String, Object> setting, boolean transactional) {
    Properties properties = new Properties();
    setting.forEach((name, value) -> properties.setProperty(name, value.toString()));
    properties.setProperty("bootstrap.servers", "127.0.0.1:1");
    if (transactional) {
      properties.setProperty("transactional.id", "p-1");
    }
    try {
      close(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
      return true;
    } catch (KafkaException refused) {
      return false;
    }
  }

  /** Not waited for: a producer that backs off for days sleeps through its end, too. */
  private static void close(KafkaProducer<byte[], byte[]> producer) {
    Thread closing = new Thread(producer::close, "closes a producer");
    closing.setDaemon(true);
    closing.start();
  }

  @Test
  void namesAndNumbersThatKafkaRefuses() {
    for (String topic : List.of("", ".", "..", "a b", "a/b", "ä", "t".repeat(250))) {
      assertThat(source("topic", topic)).as(topic).containsExactly("DR0638 at topic");
    }
    for (String topic : List.of("a", "A.b_c-9", "...", "t".repeat(249))) {
      assertThat(source("topic", topic)).as(topic).isEmpty();
    }
    assertThat(source("group", "")).containsExactly("DR0638 at group");
    assertThat(source("startFrom", object("timestamp", Instant.parse("1969-12-31T23:59:59Z"))))
        .containsExactly("DR0638 at startFrom.timestamp");
    assertThat(source("properties", Map.of("max.poll.records", "many")))
        .containsExactly("DR0638 at properties.max.poll.records");
    assertThat(source("properties", Map.of("interceptor.classes", "of.the.Cluster"))).isEmpty();
    assertThat(
            sink(
                Delivery.EXACTLY_ONCE,
                Duration.ofMillis(1),
                "transactionalIdPrefix",
                "p",
                "transactionTimeout",
                Duration.ofDays(30)))
        .contains("DR0638 at transactionTimeout");
  }

  @Test
  void aRefusedValueIsNotRepeated() {
    assertThat(
            new KafkaConnector()
                .check(
                    ConnectorUsage.source(
                        "orders", options("properties", Map.of("max.poll.records", "hunter2")))))
        .allSatisfy(
            finding -> assertThat(finding.message() + finding.help()).doesNotContain("hunter2"));
  }
}
