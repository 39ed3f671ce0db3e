// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static dev.drey.connector.ConnectorCodes.NO_EFFECT;
import static dev.drey.connector.aws.AwsOptions.REGION;
import static dev.drey.connector.kinesis.KinesisCodes.BAD_ARN;
import static dev.drey.connector.kinesis.KinesisCodes.BAD_FAN_OUT;
import static dev.drey.connector.kinesis.KinesisCodes.FUTURE_START;
import static dev.drey.connector.kinesis.KinesisCodes.SERVICE_LIMIT;
import static dev.drey.connector.kinesis.KinesisCodes.TAKEN_PROPERTY;
import static dev.drey.connector.kinesis.KinesisOptions.ARN;
import static dev.drey.connector.kinesis.KinesisOptions.FAN_OUT;
import static dev.drey.connector.kinesis.KinesisOptions.FROM_TIME;
import static dev.drey.connector.kinesis.KinesisOptions.MAX_RECORDS_PER_FETCH;
import static dev.drey.connector.kinesis.KinesisOptions.POLL_INTERVAL;
import static dev.drey.connector.kinesis.KinesisOptions.PROPERTIES;
import static dev.drey.connector.kinesis.KinesisOptions.SENDING;
import static dev.drey.connector.kinesis.KinesisOptions.SHARD_DISCOVERY;
import static dev.drey.connector.kinesis.KinesisOptions.START_FROM;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a use of Kinesis gets wrong although each option has its shape. The limits are those of the
 * Kinesis Data Streams API reference (GetRecords, PutRecords, RegisterStreamConsumer).
 */
final class KinesisChecks {
  private static final Duration FASTEST_DISCOVERY = Duration.ofSeconds(1);
  private static final Duration FASTEST_POLL = Duration.ofMillis(200);
  private static final Duration SLOWEST_POLL = Duration.ofMinutes(5);
  private static final long MOST_PER_FETCH = 10_000;

  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();

  KinesisChecks(Clock clock) {
    this.clock = clock;
  }

  List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    checkAddress(options);
    findings.addAll(AwsOptions.check(options));
    if (usage.isSink()) {
      findings.addAll(SENDING.check(options, SERVICE_LIMIT));
    } else {
      checkProperties(options);
      checkStart(options);
      checkFanOut(options);
      checkPolling(options);
    }
    return findings;
  }

  private void checkAddress(OptionValues options) {
    if (!options.has(ARN)) {
      return;
    }
    String arn = options.get(ARN);
    if (!StreamAddress.isArn(arn)) {
      add(
          BAD_ARN,
          ARN.name(),
          "this is not the ARN of a Kinesis data stream",
          "write it as arn:aws:kinesis:REGION:ACCOUNT:stream/NAME, with an account of 12 digits");
    } else if (options.has(REGION) && !StreamAddress.regionOf(arn).equals(options.find(REGION))) {
      add(
          BAD_ARN,
          REGION.name(),
          "the ARN is in " + StreamAddress.regionOf(arn).orElse("") + ", not in this region",
          "leave `region` out: the ARN says it");
    }
  }

  private void checkProperties(OptionValues options) {
    for (String property : options.get(PROPERTIES).keySet()) {
      if (ClientProperties.isTaken(property)) {
        add(
            TAKEN_PROPERTY,
            PROPERTIES.to(property),
            "`" + property + "` follows from this connector's other options",
            "remove it and use the option: region, endpoint, credentials, startFrom, fanOut,"
                + " shardDiscovery, pollInterval, maxRecordsPerFetch, or the source's eventTime");
      } else if (!ClientProperties.isKnown(property)) {
        add(
            TAKEN_PROPERTY,
            PROPERTIES.to(property),
            "`" + property + "` is not a property that a Kinesis source reads",
            "their names start with aws. or flink.");
      }
    }
  }

  private void checkStart(OptionValues options) {
    Optional<Instant> start = KinesisOptions.startTime(options);
    if (start.isPresent() && start.get().isAfter(clock.instant())) {
      add(
          FUTURE_START,
          START_FROM.to(FROM_TIME),
          "Kinesis cannot start reading at a time to come",
          "write a time in the past, or `startFrom: latest`");
    }
  }

  private void checkFanOut(OptionValues options) {
    if (!options.has(FAN_OUT)) {
      return;
    }
    if (!FanOut.isValid(options.get(FAN_OUT))) {
      add(
          BAD_FAN_OUT,
          FAN_OUT.name(),
          "the name of a fan-out consumer has 1 to 128 letters, digits, dots, hyphens and"
              + " underscores",
          "write such a name, one for each job, or the ARN of a consumer that is registered");
    }
    for (Option<?> option : List.of(POLL_INTERVAL, MAX_RECORDS_PER_FETCH)) {
      if (options.has(option)) {
        add(
            NO_EFFECT,
            option.name(),
            "with `fanOut` Kinesis pushes the records, so nothing is polled",
            "remove `" + option + "`, or `fanOut`");
      }
    }
  }

  private void checkPolling(OptionValues options) {
    if (options.get(SHARD_DISCOVERY).compareTo(FASTEST_DISCOVERY) < 0) {
      add(
          SERVICE_LIMIT,
          SHARD_DISCOVERY.name(),
          "every subtask lists the shards this often, and Kinesis allows few such calls a second",
          "write 1s or more; 10s is the default");
    }
    Duration interval = options.get(POLL_INTERVAL);
    if (interval.compareTo(FASTEST_POLL) < 0 || interval.compareTo(SLOWEST_POLL) >= 0) {
      add(
          SERVICE_LIMIT,
          POLL_INTERVAL.name(),
          "Kinesis takes five reads a second from a shard, and an iterator lives five minutes",
          "write an interval from 200ms to below 5m");
    }
    checkRange(options, MAX_RECORDS_PER_FETCH, MAX_RECORDS_PER_FETCH.name(), MOST_PER_FETCH);
  }

  private void checkRange(OptionValues options, Option<Long> key, String at, long most) {
    if (options.get(key) < 1 || options.get(key) > most) {
      add(
          SERVICE_LIMIT,
          at,
          "one request to Kinesis has from 1 to " + most + " records",
          "write `" + key + "` within that");
    }
  }

  private void add(DiagnosticCode code, String option, String message, String help) {
    findings.add(Finding.of(code, option, message, help));
  }
}
