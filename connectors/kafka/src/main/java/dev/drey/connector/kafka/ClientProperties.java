// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.shape.OptionValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of Kafka's clients that the options of a use amount to; and which settings a spec
 * may not write under {@code properties}, for an option of its own makes them.
 */
final class ClientProperties {
  private ClientProperties() {}

  static Properties source(String name, OptionValues options, boolean bounded) {
    Properties properties = new Properties();
    properties.setProperty("isolation.level", "read_committed");
    addUsers(properties, options, "kafka source `" + name + "`");
    long discovery = options.get(KafkaOptions.DISCOVER_PARTITIONS).toMillis();
    properties.setProperty(
        "partition.discovery.interval.ms", bounded || discovery == 0 ? "-1" : "" + discovery);
    return properties;
  }

  static Properties sink(String name, OptionValues options, boolean transactional) {
    Properties properties = new Properties();
    addUsers(properties, options, "kafka sink `" + name + "`");
    if (transactional) {
      properties.setProperty(
          "transaction.timeout.ms", "" + options.get(KafkaOptions.TRANSACTION_TIMEOUT).toMillis());
    }
    return properties;
  }

  private static void addUsers(Properties properties, OptionValues options, String whose) {
    options
        .get(KafkaOptions.PROPERTIES)
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    if (options.has(KafkaOptions.SECURITY)) {
      properties.putAll(SecurityOptions.properties(options.get(KafkaOptions.SECURITY), whose));
    }
    properties.setProperty("bootstrap.servers", options.get(KafkaOptions.BROKERS));
  }

  /** The option that makes this setting, or nothing where a spec may write it itself. */
  static Optional<String> ownerOf(String property, boolean sink, OptionValues options) {
    Map<String, String> owners = new LinkedHashMap<>();
    owners.put("bootstrap.servers", KafkaOptions.BROKERS.name());
    if (sink) {
      owners.put("transactional.id", KafkaOptions.TRANSACTIONAL_ID_PREFIX.name());
      owners.put("transaction.timeout.ms", KafkaOptions.TRANSACTION_TIMEOUT.name());
      owners.put("key.serializer", KafkaOptions.KEY.name());
      owners.put("value.serializer", "format");
    } else {
      owners.put("group.id", KafkaOptions.GROUP.name());
      owners.put("auto.offset.reset", StartingOffsets.OPTION.name());
      owners.put("partition.discovery.interval.ms", KafkaOptions.DISCOVER_PARTITIONS.name());
      owners.put("key.deserializer", "metadata");
      owners.put("value.deserializer", "format");
      owners.put("enable.auto.commit", "runtime.checkpoint");
    }
    if (options.has(KafkaOptions.SECURITY)
        && (property.startsWith("sasl.")
            || property.startsWith("ssl.")
            || property.equals("security.protocol"))) {
      return SecurityOptions.makes(options.get(KafkaOptions.SECURITY), property)
          ? Optional.of(KafkaOptions.SECURITY.name())
          : Optional.empty();
    }
    return Optional.ofNullable(owners.get(property));
  }
}
