package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.SpecSource.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
  void exactlyOnceNeedsAPrefix() {
    assertThat(sink(Delivery.EXACTLY_ONCE, Duration.ofMinutes(1), "transactionalIdPrefix", "p"))
        .isEmpty();
    assertThat(sink(Delivery.EXACTLY_ONCE, Duration.ofMinutes(1))).containsExactly("DR0630 at ");
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
}
