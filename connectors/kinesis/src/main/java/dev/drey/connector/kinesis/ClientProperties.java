// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static dev.drey.connector.kinesis.KinesisOptions.FAN_OUT;
import static dev.drey.connector.kinesis.KinesisOptions.MAX_RECORDS_PER_FETCH;
import static dev.drey.connector.kinesis.KinesisOptions.POLL_INTERVAL;
import static dev.drey.connector.kinesis.KinesisOptions.PROPERTIES;
import static dev.drey.connector.kinesis.KinesisOptions.SHARD_DISCOVERY;

import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.Credentials;
import dev.drey.connector.shards.ServiceProperties;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * A spec's options as the properties of the Flink connector, whose names are in Flink's {@code
 * AWSConfigConstants} and {@code ConsumerConfigConstants}. The user's own {@code properties} come
 * last; those that an option stands for cannot be among them.
 */
final class ClientProperties {
  private static final List<String> TAKEN_PREFIXES =
      List.of(
          "aws.region",
          "aws.endpoint",
          "aws.credentials.provider",
          "flink.stream.initpos",
          "flink.stream.recordpublisher",
          "flink.stream.efo.consumer",
          "flink.stream.efo.registration",
          "flink.shard.discovery.intervalmillis",
          "flink.shard.getrecords.intervalmillis",
          "flink.shard.getrecords.maxrecordcount",
          // Time per shard is the source's own affair: eventTime says it.
          "flink.shard.idle.interval",
          "flink.watermark.");

  // The pattern that the Flink connector reads by default.
  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String PUBLISHER = "flink.stream.recordpublisher";

  private ClientProperties() {}

  /** Whether an entry of {@code properties} is one that this connector sets itself. */
  static boolean isTaken(String property) {
    return TAKEN_PREFIXES.stream().anyMatch(property::startsWith);
  }

  /** Whether the Flink connector reads such a property at all. */
  static boolean isKnown(String property) {
    return property.startsWith("aws.") || property.startsWith("flink.");
  }

  /**
   * @param leavesNoMark whether to leave the fan-out to others: of two readers that share one, the
   *     service serves the last
   */
  static Properties ofSource(OptionValues options, boolean leavesNoMark) {
    StreamAddress address = StreamAddress.of(options);
    Properties properties = ofClient(options, address);
    putStart(options, properties);
    putFanOut(options, address, leavesNoMark, properties);
    putMillis(options, SHARD_DISCOVERY, "flink.shard.discovery.intervalmillis", properties);
    putMillis(options, POLL_INTERVAL, "flink.shard.getrecords.intervalmillis", properties);
    properties.setProperty(
        "flink.shard.getrecords.maxrecordcount", Long.toString(options.get(MAX_RECORDS_PER_FETCH)));
    putOwn(options, properties);
    return properties;
  }

  private static Properties ofClient(OptionValues options, StreamAddress address) {
    return ServiceProperties.of(
        address.region().orElseGet(AwsAccess::regionOfTheEnvironment),
        address.endpoint(),
        Credentials.of(options));
  }

  private static void putStart(OptionValues options, Properties properties) {
    Optional<Instant> start = KinesisOptions.startTime(options);
    if (start.isPresent()) {
      properties.setProperty("flink.stream.initpos", "AT_TIMESTAMP");
      properties.setProperty("flink.stream.initpos.timestamp", START_TIME.format(start.get()));
    } else {
      properties.setProperty(
          "flink.stream.initpos",
          KinesisOptions.startsAtOldest(options) ? "TRIM_HORIZON" : "LATEST");
    }
  }

  private static void putFanOut(
      OptionValues options, StreamAddress address, boolean leavesNoMark, Properties properties) {
    if (!options.has(FAN_OUT) || leavesNoMark) {
      properties.setProperty(PUBLISHER, "POLLING");
      return;
    }
    String fanOut = options.get(FAN_OUT);
    properties.setProperty(PUBLISHER, "EFO");
    if (FanOut.isArn(fanOut)) {
      properties.setProperty("flink.stream.efo.registration", "NONE");
      properties.setProperty("flink.stream.efo.consumerarn." + address.name(), fanOut);
    } else {
      // Lazily: building the graph contacts nobody, so that explain and validate stay offline.
      properties.setProperty("flink.stream.efo.registration", "LAZY");
      properties.setProperty("flink.stream.efo.consumername", fanOut);
    }
  }

  private static void putMillis(
      OptionValues options, Option<Duration> option, String property, Properties properties) {
    properties.setProperty(property, Long.toString(options.get(option).toMillis()));
  }

  private static void putOwn(OptionValues options, Properties properties) {
    options
        .get(PROPERTIES)
        .forEach((property, value) -> properties.setProperty(property, value.toString()));
  }
}
