// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.expression;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.text;
import static dev.drey.shape.Option.timestamp;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of the Kinesis connector: what a spec may write below {@code kinesis:}. */
final class KinesisOptions {
  private static final long MIB = 1024 * 1024;
  private static final String LATEST = "latest";
  private static final String TRIM_HORIZON = "trim_horizon";
  private static final String STREAM_NAME = "^[a-zA-Z0-9_.-]{1,128}$";

  static final Option<String> STREAM =
      text("stream", STREAM_NAME, "The stream's name, in the account of the credentials.")
          .example("card-transactions");

  static final Option<String> ARN =
      text(
              "arn",
              "The stream's ARN, in place of `stream` and `region`. A source reads it in the"
                  + " account of its credentials; another account's stream is read by"
                  + " `credentials: {assumeRole}`.")
          .example("arn:aws:kinesis:eu-central-1:123456789012:stream/card-transactions");

  static final Option<Instant> FROM_TIME =
      timestamp("timestamp", "Records that arrived at this time or later are read.")
          .example("2026-01-01T00:00:00Z");

  private static final Option<String> WITHOUT_TIME =
      choice(
              "otherwise",
              List.of(LATEST, TRIM_HORIZON),
              "Where reading starts where `timestamp` is a parameter without a value.")
          .example(TRIM_HORIZON);

  static final Option<Object> START_FROM =
      either(
              "startFrom",
              Shape.oneOf(
                  Shape.oneOfTexts(LATEST, TRIM_HORIZON),
                  Shape.object(
                      Option.keys(FROM_TIME, WITHOUT_TIME),
                      List.of(Constraint.atLeastOne(FROM_TIME, WITHOUT_TIME)))),
              "Where a job without a checkpoint starts: records that come from now on, the"
                  + " oldest that are kept, or a time. A shard that appears later is read from"
                  + " its start.")
          .orElse(LATEST)
          .example(TRIM_HORIZON);

  static final Option<String> FAN_OUT =
      text(
              "fanOut",
              "Enhanced fan-out: the name of a consumer with its own 2 MB a second of each"
                  + " shard. The job registers it at the start and removes it at the end, so no"
                  + " two jobs may share a name. The ARN of a consumer that is registered"
                  + " already is used as it is. Absent: shards are polled, and all pollers"
                  + " share their 2 MB a second.")
          .example("card-velocity");

  static final Option<Duration> SHARD_DISCOVERY =
      duration(
              "shardDiscovery",
              "How often the source looks for shards that a split or merge made, from 1s.")
          .orElse(Duration.ofSeconds(10))
          .example("30s");

  static final Option<Duration> POLL_INTERVAL =
      duration(
              "pollInterval",
              "The pause between two reads of a shard, from 200ms. Not with `fanOut`.")
          .orElse(Duration.ofMillis(200))
          .example("1s");

  static final Option<Long> MAX_RECORDS_PER_FETCH =
      integer("maxRecordsPerFetch", "The most records of one read, up to 10000. Not with `fanOut`.")
          .orElse(10_000L)
          .example("2000");

  static final Option<String> PARTITION_KEY =
      expression(
              "partitionKey",
              "Which shard takes the record: rows of one key stay in order, in one shard. Of a"
                  + " key longer than 256 characters the first 256 count. Absent, NULL or empty:"
                  + " a random key for each record, which spreads them evenly.")
          .example("card_id");

  /** Those of PutRecords in the API reference. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("Kinesis", 500, 5 * MIB, MIB));

  static final Option<Map<String, Object>> PROPERTIES =
      map(
          "properties",
          Shape.scalar(),
          "Any other property of Flink's Kinesis connector, under its own name. What the"
              + " options above say cannot be set here.");

  private static final Constraint ONE_STREAM = Constraint.exactlyOne(STREAM, ARN);

  private KinesisOptions() {}

  static Shape source() {
    return Shape.object(
        Option.keys(
            STREAM,
            ARN,
            AwsOptions.REGION,
            START_FROM,
            FAN_OUT,
            SHARD_DISCOVERY,
            POLL_INTERVAL,
            MAX_RECORDS_PER_FETCH,
            AwsOptions.ENDPOINT,
            Credentials.OPTION,
            PROPERTIES.example("{flink.shard.getrecords.maxretries: 5}")),
        List.of(ONE_STREAM));
  }

  static Shape sink() {
    List<Key> keys = new ArrayList<>(Option.keys(STREAM, ARN, PARTITION_KEY));
    keys.addAll(SENDING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of(ONE_STREAM));
  }

  /** The time from which records are read; empty where the start is none. */
  static Optional<Instant> startTime(OptionValues options) {
    Object start = options.get(START_FROM);
    return start instanceof OptionValues
        ? ((OptionValues) start).find(FROM_TIME)
        : Optional.empty();
  }

  /** Whether reading starts with the oldest record that is kept. */
  static boolean startsAtOldest(OptionValues options) {
    Object start = options.get(START_FROM);
    Object word =
        start instanceof OptionValues
            ? ((OptionValues) start).find(WITHOUT_TIME).orElse(LATEST)
            : start;
    return word.equals(TRIM_HORIZON);
  }
}
