package dev.drey.connector.kinesis;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a use of Kinesis gets wrong although each option has its shape. The limits are those of the
 * Kinesis Data Streams API reference (GetRecords, PutRecords, RegisterStreamConsumer).
 */
final class KinesisChecks {
  static final String NO_REGION = "DR0640";
  static final String BAD_ARN = "DR0641";
  static final String BAD_FAN_OUT = "DR0642";
  static final String FUTURE_START = "DR0643";
  static final String SERVICE_LIMIT = "DR0644";
  static final String TAKEN_PROPERTY = "DR0645";
  static final String NO_EFFECT = "DR0607";

  private static final Duration FASTEST_DISCOVERY = Duration.ofSeconds(1);
  private static final Duration FASTEST_POLL = Duration.ofMillis(200);
  private static final Duration SLOWEST_POLL = Duration.ofMinutes(5);
  private static final long MOST_PER_FETCH = 10_000;
  private static final long MOST_PER_BATCH = 500;
  private static final long MEGABYTE = 1024 * 1024;

  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();

  KinesisChecks(Clock clock) {
    this.clock = clock;
  }

  List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    checkAddress(options);
    checkProperties(options, usage.isSink());
    if (usage.isSink()) {
      checkBatch(options);
    } else {
      checkStart(options);
      checkFanOut(options);
      checkPolling(options);
    }
    return findings;
  }

  private void checkAddress(OptionValues options) {
    if (!options.has("arn")) {
      if (options.has("stream") && !options.has("region") && !options.has("endpoint")) {
        add(
            NO_REGION,
            "stream",
            "a stream name alone does not say in which region the stream is",
            "add `region: us-east-1`, or write `arn:` in place of `stream:`");
      }
      return;
    }
    String arn = options.string("arn");
    if (!StreamAddress.isArn(arn)) {
      add(
          BAD_ARN,
          "arn",
          "this is not the ARN of a Kinesis data stream",
          "write it as arn:aws:kinesis:REGION:ACCOUNT:stream/NAME, with an account of 12 digits");
    } else if (options.has("region")
        && !StreamAddress.regionOf(arn).equals(options.find("region"))) {
      add(
          BAD_ARN,
          "region",
          "the ARN is in " + StreamAddress.regionOf(arn).orElse("") + ", not in this region",
          "leave `region` out: the ARN says it");
    }
  }

  private void checkProperties(OptionValues options, boolean sink) {
    for (String property : options.map("properties").keySet()) {
      if (ClientProperties.isTaken(property)) {
        add(
            TAKEN_PROPERTY,
            "properties." + property,
            "`" + property + "` follows from this connector's other options",
            "remove it and use the option: region, endpoint, credentials, startFrom, fanOut,"
                + " shardDiscovery, pollInterval, maxRecordsPerFetch, or the source's eventTime");
      } else if (!ClientProperties.isKnown(property, sink)) {
        add(
            TAKEN_PROPERTY,
            "properties." + property,
            "`" + property + "` is not a property that a Kinesis " + side(sink) + " reads",
            sink ? "their names start with aws." : "their names start with aws. or flink.");
      }
    }
  }

  private static String side(boolean sink) {
    return sink ? "sink" : "source";
  }

  private void checkStart(OptionValues options) {
    Object start = options.find("startFrom").orElse("latest");
    if (start instanceof OptionValues) {
      Instant timestamp = ((OptionValues) start).timestamp("timestamp");
      if (timestamp.isAfter(clock.instant())) {
        add(
            FUTURE_START,
            "startFrom.timestamp",
            "Kinesis cannot start reading at a time to come",
            "write a time in the past, or `startFrom: latest`");
      }
    }
  }

  private void checkFanOut(OptionValues options) {
    if (!options.has("fanOut")) {
      return;
    }
    if (!FanOut.isValid(options.string("fanOut"))) {
      add(
          BAD_FAN_OUT,
          "fanOut",
          "the name of a fan-out consumer has 1 to 128 letters, digits, dots, hyphens and"
              + " underscores",
          "write such a name, one for each job, or the ARN of a consumer that is registered");
    }
    for (String option : List.of("pollInterval", "maxRecordsPerFetch")) {
      if (options.has(option)) {
        add(
            NO_EFFECT,
            option,
            "with `fanOut` Kinesis pushes the records, so nothing is polled",
            "remove `" + option + "`, or `fanOut`");
      }
    }
  }

  private void checkPolling(OptionValues options) {
    if (options.has("shardDiscovery")
        && options.duration("shardDiscovery").compareTo(FASTEST_DISCOVERY) < 0) {
      add(
          SERVICE_LIMIT,
          "shardDiscovery",
          "every subtask lists the shards this often, and Kinesis allows few such calls a second",
          "write 1s or more; 10s is the default");
    }
    if (options.has("pollInterval")) {
      Duration interval = options.duration("pollInterval");
      if (interval.compareTo(FASTEST_POLL) < 0 || interval.compareTo(SLOWEST_POLL) >= 0) {
        add(
            SERVICE_LIMIT,
            "pollInterval",
            "Kinesis takes five reads a second from a shard, and an iterator lives five minutes",
            "write an interval from 200ms to below 5m");
      }
    }
    checkRange(options, "maxRecordsPerFetch", "maxRecordsPerFetch", MOST_PER_FETCH);
  }

  private void checkBatch(OptionValues options) {
    if (!options.has("batch")) {
      return;
    }
    OptionValues batch = options.object("batch");
    checkRange(batch, "size", "batch.size", MOST_PER_BATCH);
    long bytes = batch.size("bytes", MEGABYTE);
    if (bytes < MEGABYTE || bytes > 5 * MEGABYTE) {
      add(
          SERVICE_LIMIT,
          "batch.bytes",
          "a request to Kinesis has at most 5 MiB, and must have room for a record of 1 MiB",
          "write `bytes` from 1 MiB to 5 MiB");
    }
  }

  private void checkRange(OptionValues options, String key, String at, long most) {
    if (options.has(key) && (options.integer(key) < 1 || options.integer(key) > most)) {
      add(
          SERVICE_LIMIT,
          at,
          "one request to Kinesis has from 1 to " + most + " records",
          "write `" + key + "` within that");
    }
  }

  private void add(String code, String option, String message, String help) {
    findings.add(Finding.of(code, option, message, help));
  }
}
