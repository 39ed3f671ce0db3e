package dev.drey.connector.kinesis;

import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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

  private ClientProperties() {}

  /** Whether an entry of {@code properties} is one that this connector sets itself. */
  static boolean isTaken(String property) {
    return TAKEN_PREFIXES.stream().anyMatch(property::startsWith);
  }

  /** Whether the Flink connector reads such a property at all. */
  static boolean isKnown(String property, boolean sink) {
    return property.startsWith("aws.") || (!sink && property.startsWith("flink."));
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
    putMillis(options, "shardDiscovery", "flink.shard.discovery.intervalmillis", properties);
    putMillis(options, "pollInterval", "flink.shard.getrecords.intervalmillis", properties);
    if (options.has("maxRecordsPerFetch")) {
      properties.setProperty(
          "flink.shard.getrecords.maxrecordcount",
          Long.toString(options.integer("maxRecordsPerFetch")));
    }
    putOwn(options, properties);
    return properties;
  }

  static Properties ofSink(OptionValues options) {
    Properties properties = ofClient(options, StreamAddress.of(options));
    putOwn(options, properties);
    return properties;
  }

  private static Properties ofClient(OptionValues options, StreamAddress address) {
    Properties properties = new Properties();
    address.region().ifPresent(region -> properties.setProperty("aws.region", region));
    address.endpoint().ifPresent(endpoint -> putEndpoint(endpoint, properties));
    Credentials.put(options, properties);
    return properties;
  }

  private static void putEndpoint(String endpoint, Properties properties) {
    properties.setProperty("aws.endpoint", endpoint);
    if (endpoint.startsWith("http://")) {
      // Plain http is no AWS: HTTP/2 buys nothing there, and its client takes 10 s to close. The
      // fan-out of this consumer's version does not read the property: it always speaks HTTP/2.
      properties.setProperty("aws.http.protocol.version", "HTTP1_1");
    }
  }

  private static void putStart(OptionValues options, Properties properties) {
    Object start = options.find("startFrom").orElse("latest");
    if (start instanceof OptionValues) {
      Instant instant = ((OptionValues) start).timestamp("timestamp");
      properties.setProperty("flink.stream.initpos", "AT_TIMESTAMP");
      properties.setProperty("flink.stream.initpos.timestamp", START_TIME.format(instant));
    } else {
      properties.setProperty(
          "flink.stream.initpos", start.equals("trim_horizon") ? "TRIM_HORIZON" : "LATEST");
    }
  }

  private static void putFanOut(
      OptionValues options, StreamAddress address, boolean leavesNoMark, Properties properties) {
    if (!options.has("fanOut") || leavesNoMark) {
      properties.setProperty("flink.stream.recordpublisher", "POLLING");
      return;
    }
    String fanOut = options.string("fanOut");
    properties.setProperty("flink.stream.recordpublisher", "EFO");
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
      OptionValues options, String option, String property, Properties properties) {
    if (options.has(option)) {
      Duration duration = options.duration(option);
      properties.setProperty(property, Long.toString(duration.toMillis()));
    }
  }

  private static void putOwn(OptionValues options, Properties properties) {
    options
        .map("properties")
        .forEach((property, value) -> properties.setProperty(property, value.toString()));
  }
}
