// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.KafkaCodes.REFUSED;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Names and numbers that Kafka, its clients or Flink's connector would refuse when the job starts,
 * told without asking anybody. Values are not repeated: one may be a secret at the wrong place.
 */
final class RefusedValues {
  // Of Kafka: org.apache.kafka.common.internals.Topic.
  private static final int LONGEST_TOPIC = 249;
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]+");

  // Of Flink: KafkaSinkBuilder.
  private static final int LONGEST_PREFIX_BYTES = 64_000;

  // Of Kafka: the defaults in ProducerConfig and ConsumerConfig.
  private static final int REQUEST_TIMEOUT_MS = 30_000;
  private static final int SESSION_TIMEOUT_MS = 45_000;
  private static final int HEARTBEAT_MS = 3_000;

  private final OptionValues options;
  private final List<Finding> findings;

  private RefusedValues(OptionValues options, List<Finding> findings) {
    this.options = options;
    this.findings = findings;
  }

  static void check(ConnectorUsage usage, List<Finding> findings) {
    RefusedValues checks = new RefusedValues(usage.options(), findings);
    checks.checkTopics();
    checks.checkProperties(usage.isSink());
    if (!usage.isSink()) {
      checks.checkText(KafkaOptions.GROUP, Integer.MAX_VALUE, "a consumer group");
      checks.checkStart();
    } else if (usage.delivery().equals(Optional.of(Delivery.EXACTLY_ONCE))) {
      checks.checkText(
          KafkaOptions.TRANSACTIONAL_ID_PREFIX, LONGEST_PREFIX_BYTES, "a transaction's id");
      checks.checkTimeout();
    }
  }

  private void checkTopics() {
    options
        .find(KafkaOptions.TOPIC)
        .ifPresent(topic -> checkTopic(KafkaOptions.TOPIC.name(), topic));
    if (options.has(KafkaOptions.TOPICS)) {
      List<String> topics = options.get(KafkaOptions.TOPICS);
      if (topics.isEmpty()) {
        add(KafkaOptions.TOPICS.name(), "this names no topic", "write `topics: [NAME]`");
      }
      for (int i = 0; i < topics.size(); i++) {
        checkTopic(KafkaOptions.TOPICS.to(i), topics.get(i));
      }
    }
  }

  private void checkTopic(String option, String topic) {
    if (TOPIC.matcher(topic).matches()
        && topic.length() <= LONGEST_TOPIC
        && !topic.equals(".")
        && !topic.equals("..")) {
      return;
    }
    String better = topic.trim().replaceAll("[^a-zA-Z0-9._-]+", "-");
    better = better.substring(0, Math.min(better.length(), LONGEST_TOPIC));
    add(
        option,
        "a topic of Kafka, not . or .., has 1 to "
            + LONGEST_TOPIC
            + " letters, digits, dots, hyphens and underscores of ASCII",
        "write it so, for instance `"
            + (better.replaceAll("[.-]", "").isEmpty() ? "NAME" : better)
            + "`");
  }

  private void checkText(Option<String> option, int mostBytes, String what) {
    if (!options.has(option)) {
      return;
    }
    String text = options.get(option);
    if (text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      add(
          option.name(),
          what + " has a name, " + (text.isBlank() ? "not a blank one" : "not such a long one"),
          "write `" + option + ": NAME`, such as the application's");
    }
  }

  private void checkStart() {
    if (StartingOffsets.time(options).filter(time -> time.isBefore(Instant.EPOCH)).isPresent()) {
      add(
          StartingOffsets.TIME,
          "Kafka has no times before 1970",
          "write `startFrom: earliest` for all records");
    }
  }

  private void checkTimeout() {
    Duration timeout = options.get(KafkaOptions.TRANSACTION_TIMEOUT);
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
      add(
          KafkaOptions.TRANSACTION_TIMEOUT.name(),
          "Kafka counts this in milliseconds, from 1 to " + Integer.MAX_VALUE,
          "write `transactionTimeout: 15m`, the default");
    }
  }

  private void checkProperties(boolean sink) {
    Map<String, String> given = new LinkedHashMap<>();
    options
        .get(KafkaOptions.PROPERTIES)
        .forEach((name, value) -> given.put(name, value.toString()));
    given.values().removeIf(ConnectorUsage.HIDDEN::equals);
    if (given.isEmpty()) {
      return;
    }
    ConfigDef definition = sink ? ProducerConfig.configDef() : ConsumerConfig.configDef();
    for (ConfigValue value : definition.validate(given)) {
      ConfigDef.ConfigKey key = definition.configKeys().get(value.name());
      // Whether a class is there is seen on the cluster only.
      if (given.containsKey(value.name())
          && !value.errorMessages().isEmpty()
          && key != null
          && key.type != ConfigDef.Type.CLASS) {
        refuse(key, value.errorMessages().get(0));
      }
    }
    if (sink) {
      checkDelivery(given);
    } else {
      checkHeartbeat(given);
    }
  }

  /** As {@code KafkaProducer.configureDeliveryTimeout} has it. */
  private void checkDelivery(Map<String, String> given) {
    String name = ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
    long linger = number(given, ProducerConfig.LINGER_MS_CONFIG, 0);
    long request = number(given, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    long least = Math.min(linger + request, Integer.MAX_VALUE);
    long most = number(given, name, least);
    if (most >= 0 && most < least) {
      add(
          KafkaOptions.PROPERTIES.to(name),
          "Kafka does not take less than `linger.ms` and `request.timeout.ms` together, which are "
              + least,
          "write `" + name + ": " + least + "` or more, or remove it for the default, 120000");
    }
  }

  /**
   * As Kafka's coordinator of consumers has it, for the group protocol that Flink's source uses.
   */
  private void checkHeartbeat(Map<String, String> given) {
    String name = ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
    String other = ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
    long session = number(given, other, SESSION_TIMEOUT_MS);
    long heartbeat = number(given, name, HEARTBEAT_MS);
    boolean negative = session < 0;
    if (negative || heartbeat < 0) {
      add(
          KafkaOptions.PROPERTIES.to(negative ? other : name),
          "Kafka does not take a negative time here",
          "remove it for the default, " + (negative ? SESSION_TIMEOUT_MS : HEARTBEAT_MS));
    } else if (heartbeat >= session) {
      add(
          KafkaOptions.PROPERTIES.to(given.containsKey(name) ? name : other),
          "Kafka wants `" + name + "` below `" + other + "`, which is " + session,
          "remove both for the defaults, " + HEARTBEAT_MS + " and " + SESSION_TIMEOUT_MS);
    }
  }

  /**
   * A property's number; the default where it is not given, and where it is none, which is told.
   */
  private static long number(Map<String, String> given, String name, long otherwise) {
    String text = given.getOrDefault(name, "").strip();
    return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
  }

  private void refuse(ConfigDef.ConfigKey key, String message) {
    String start = "for configuration " + key.name;
    int at = message.indexOf(start);
    String reason = at < 0 ? "" : message.substring(at + start.length());
    Object otherwise = key.defaultValue;
    boolean known = key.hasDefault() && otherwise != null && !otherwise.toString().isEmpty();
    add(
        KafkaOptions.PROPERTIES.to(key.name),
        "Kafka does not take this value of `" + key.name + "`" + reason,
        known
            ? "write another, or remove it for the default, `" + key.name + ": " + otherwise + "`"
            : "write another, or remove it");
  }

  private void add(String option, String message, String help) {
    findings.add(Finding.of(REFUSED, option, message, help));
  }
}
