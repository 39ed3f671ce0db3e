package dev.drey.connector.kafka;

import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of Kafka's clients that the options of a use amount to; and which settings a spec
 * may not write under {@code properties}, for an option of its own makes them.
 */
final class ClientProperties {
  /** The brokers' default {@code transaction.max.timeout.ms}. */
  static final Duration BROKER_MAX_TRANSACTION = Duration.ofMinutes(15);

  private static final Duration DISCOVERY = Duration.ofMinutes(1);

  private ClientProperties() {}

  static Properties source(OptionValues options, boolean bounded) {
    Properties properties = new Properties();
    properties.setProperty("isolation.level", "read_committed");
    addUsers(properties, options);
    long discovery = options.duration(KafkaOptions.DISCOVER_PARTITIONS, DISCOVERY).toMillis();
    properties.setProperty(
        "partition.discovery.interval.ms", bounded || discovery == 0 ? "-1" : "" + discovery);
    return properties;
  }

  static Properties sink(OptionValues options, boolean transactional) {
    Properties properties = new Properties();
    addUsers(properties, options);
    if (transactional) {
      properties.setProperty(
          "transaction.timeout.ms",
          ""
              + options
                  .duration(KafkaOptions.TRANSACTION_TIMEOUT, BROKER_MAX_TRANSACTION)
                  .toMillis());
    }
    return properties;
  }

  private static void addUsers(Properties properties, OptionValues options) {
    options
        .map(KafkaOptions.PROPERTIES)
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    if (options.has(KafkaOptions.SECURITY)) {
      properties.putAll(SecurityOptions.properties(options.object(KafkaOptions.SECURITY)));
    }
    properties.setProperty("bootstrap.servers", options.string(KafkaOptions.BROKERS));
  }

  /** The option that makes this setting, or nothing where a spec may write it itself. */
  static Optional<String> ownerOf(String property, boolean sink, OptionValues options) {
    Map<String, String> owners = new LinkedHashMap<>();
    owners.put("bootstrap.servers", KafkaOptions.BROKERS);
    if (sink) {
      owners.put("transactional.id", KafkaOptions.TRANSACTIONAL_ID_PREFIX);
      owners.put("transaction.timeout.ms", KafkaOptions.TRANSACTION_TIMEOUT);
      owners.put("key.serializer", KafkaOptions.KEY);
      owners.put("value.serializer", "format");
    } else {
      owners.put("group.id", KafkaOptions.GROUP);
      owners.put("auto.offset.reset", KafkaOptions.START_FROM);
      owners.put("partition.discovery.interval.ms", KafkaOptions.DISCOVER_PARTITIONS);
      owners.put("key.deserializer", "metadata");
      owners.put("value.deserializer", "format");
      owners.put("enable.auto.commit", "runtime.checkpoint");
    }
    if (options.has(KafkaOptions.SECURITY)
        && (property.startsWith("sasl.")
            || property.startsWith("ssl.")
            || property.equals("security.protocol"))) {
      return SecurityOptions.properties(options.object(KafkaOptions.SECURITY)).containsKey(property)
          ? Optional.of(KafkaOptions.SECURITY)
          : Optional.empty();
    }
    return Optional.ofNullable(owners.get(property));
  }
}
