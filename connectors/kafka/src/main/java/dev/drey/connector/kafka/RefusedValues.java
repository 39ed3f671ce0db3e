package dev.drey.connector.kafka;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
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
  private static final String REFUSED = "DR0638";

  // Of Kafka: org.apache.kafka.common.internals.Topic.
  private static final int LONGEST_TOPIC = 249;
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]+");

  // Of Flink: KafkaSinkBuilder.
  private static final int LONGEST_PREFIX_BYTES = 64_000;

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
    if (options.has(KafkaOptions.TOPIC)) {
      checkTopic(KafkaOptions.TOPIC, options.string(KafkaOptions.TOPIC));
    }
    if (options.has(KafkaOptions.TOPICS)) {
      List<String> topics = options.strings(KafkaOptions.TOPICS);
      if (topics.isEmpty()) {
        add(KafkaOptions.TOPICS, "this names no topic", "write `topics: [NAME]`");
      }
      for (int i = 0; i < topics.size(); i++) {
        checkTopic(KafkaOptions.TOPICS + "." + i, topics.get(i));
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

  private void checkText(String option, int mostBytes, String what) {
    if (!options.has(option)) {
      return;
    }
    String text = options.string(option);
    if (text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      add(
          option,
          what + " has a name, " + (text.isBlank() ? "not a blank one" : "not such a long one"),
          "write `" + option + ": NAME`, such as the application's");
    }
  }

  private void checkStart() {
    Object start = options.find(KafkaOptions.START_FROM).orElse(KafkaOptions.EARLIEST);
    if (start instanceof OptionValues
        && ((OptionValues) start).has(KafkaOptions.TIMESTAMP)
        && ((OptionValues) start).timestamp(KafkaOptions.TIMESTAMP).isBefore(Instant.EPOCH)) {
      add(
          KafkaOptions.START_FROM + "." + KafkaOptions.TIMESTAMP,
          "Kafka has no times before 1970",
          "write `startFrom: earliest` for all records");
    }
  }

  private void checkTimeout() {
    if (!options.has(KafkaOptions.TRANSACTION_TIMEOUT)) {
      return;
    }
    Duration timeout = options.duration(KafkaOptions.TRANSACTION_TIMEOUT);
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
      add(
          KafkaOptions.TRANSACTION_TIMEOUT,
          "Kafka counts this in milliseconds, from 1 to " + Integer.MAX_VALUE,
          "write `transactionTimeout: 15m`, the default");
    }
  }

  private void checkProperties(boolean sink) {
    Map<String, String> given = new LinkedHashMap<>();
    options
        .map(KafkaOptions.PROPERTIES)
        .forEach((name, value) -> given.put(name, value.toString()));
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
  }

  private void refuse(ConfigDef.ConfigKey key, String message) {
    String start = "for configuration " + key.name;
    int at = message.indexOf(start);
    String reason = at < 0 ? "" : message.substring(at + start.length());
    Object otherwise = key.defaultValue;
    boolean known = key.hasDefault() && otherwise != null && !otherwise.toString().isEmpty();
    add(
        KafkaOptions.PROPERTIES + "." + key.name,
        "Kafka does not take this value of `" + key.name + "`" + reason,
        known
            ? "write another, or remove it for the default, `" + key.name + ": " + otherwise + "`"
            : "write another, or remove it");
  }

  private void add(String option, String message, String help) {
    findings.add(Finding.of(REFUSED, option, message, help));
  }
}
