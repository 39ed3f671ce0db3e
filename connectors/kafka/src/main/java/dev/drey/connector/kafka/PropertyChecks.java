// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.ConnectorCodes.NO_EFFECT;
import static dev.drey.connector.kafka.KafkaCodes.NO_LOGIN;
import static dev.drey.connector.kafka.KafkaCodes.OWNED_PROPERTY;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The names under {@code properties}: those that an option makes, those that the client does not
 * have, and logins that lack a half. Kafka itself passes over what it does not know.
 */
final class PropertyChecks {
  private static final String PROTOCOL = "security.protocol";
  private static final String MECHANISM = "sasl.mechanism";
  private static final String LOGIN = "sasl.jaas.config";

  /** Options that take the property's value as it is, and those that count milliseconds. */
  private static final Set<String> SAME =
      names(KafkaOptions.BROKERS, KafkaOptions.GROUP, KafkaOptions.TRANSACTIONAL_ID_PREFIX);

  private static final Set<String> MILLIS =
      names(KafkaOptions.TRANSACTION_TIMEOUT, KafkaOptions.DISCOVER_PARTITIONS);

  private final boolean sink;
  private final OptionValues options;
  private final Map<String, ?> properties;
  private final List<Finding> findings;

  private PropertyChecks(ConnectorUsage usage, List<Finding> findings) {
    this.sink = usage.isSink();
    this.options = usage.options();
    this.properties = options.get(KafkaOptions.PROPERTIES);
    this.findings = findings;
  }

  static void check(ConnectorUsage usage, List<Finding> findings) {
    PropertyChecks checks = new PropertyChecks(usage, findings);
    checks.properties.keySet().forEach(checks::checkName);
    checks.checkLogin();
  }

  private void checkName(String property) {
    Optional<String> owner = ClientProperties.ownerOf(property, sink, options);
    if (owner.isPresent()) {
      add(
          OWNED_PROPERTY,
          property,
          "`" + property + "` is set by `" + owner.get() + "`, not under `properties`",
          instead(owner.get(), String.valueOf(properties.get(property))));
      return;
    }
    Set<String> own = sink ? ProducerConfig.configNames() : ConsumerConfig.configNames();
    Set<String> others = sink ? ConsumerConfig.configNames() : ProducerConfig.configNames();
    String client = sink ? "producer" : "consumer";
    if (own.contains(property)) {
      return;
    }
    String message = "`" + property + "` is not a setting of Kafka's " + client;
    if (others.contains(property)) {
      add(
          NO_EFFECT,
          property,
          message,
          "remove it: it has a meaning in a " + (sink ? "source" : "sink"));
    } else {
      findings.add(Finding.misspelt(NO_EFFECT, KafkaOptions.PROPERTIES.to(property), message, own));
    }
  }

  private static Set<String> names(Option<?>... options) {
    return Arrays.stream(options).map(Option::name).collect(Collectors.toSet());
  }

  private static String instead(String owner, String value) {
    if (SAME.contains(owner)) {
      return "write `" + owner + ": " + value + "` beside `properties`";
    }
    if (MILLIS.contains(owner) && value.matches("[0-9]{1,18}")) {
      return "write `" + owner + ": " + value + "ms` beside `properties`";
    }
    if (owner.equals(StartingOffsets.OPTION.name())) {
      return "write `" + owner + ": " + StartingOffsets.like(value) + "` beside `properties`";
    }
    return "remove it here and say it with `" + owner + "`";
  }

  /** SASL asks who logs in; nobody does where only the protocol is said. */
  private void checkLogin() {
    Object protocol = properties.get(PROTOCOL);
    boolean asks =
        protocol != null && protocol.toString().toUpperCase(Locale.ROOT).startsWith("SASL_");
    if (!asks || options.has(KafkaOptions.SECURITY) || properties.containsKey(LOGIN)) {
      return;
    }
    Object mechanism = properties.get(MECHANISM);
    add(
        NO_LOGIN,
        PROTOCOL,
        "`" + PROTOCOL + "` asks for a login, and nothing says whose",
        login(mechanism == null ? "SCRAM-SHA-512" : mechanism.toString()));
  }

  private static String login(String mechanism) {
    switch (mechanism) {
      case "AWS_MSK_IAM":
        return "write `security: {iam: {}}` in place of these";
      case "PLAIN":
      case "SCRAM-SHA-256":
      case "SCRAM-SHA-512":
        return "write `security: {sasl: {mechanism: "
            + mechanism
            + ", username: NAME, password: \"${kafka_password}\"}}` in place of these";
      default:
        return "write `" + LOGIN + ": \"${kafka_login}\"` beside it";
    }
  }

  private void add(DiagnosticCode code, String property, String message, String help) {
    findings.add(Finding.of(code, KafkaOptions.PROPERTIES.to(property), message, help));
  }
}
