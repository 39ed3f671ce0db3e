// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.columns;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.text;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options of the DynamoDB connector: what a spec may write below {@code dynamodb:}. */
final class DynamoDbOptions {
  private static final long KIB = 1024;

  static final Option<String> TABLE =
      text(
              "table",
              "^[a-zA-Z0-9_.-]{3,255}$",
              "The table's name, in the account of the credentials and the region.")
          .required()
          .example("machines");

  static final Option<List<String>> KEY =
      columns(
              "key",
              "The columns that are the table's primary key: the partition key, and the sort key"
                  + " where the table has one. A row replaces the item of its key, whole; rows of"
                  + " one key are written in their order.")
          .required()
          .example("[card_id]");

  static final Option<Boolean> CONSISTENT =
      flag(
              "consistent",
              "Whether an item is read as it is after all writes before, which costs twice as"
                  + " much.")
          .orElse(false)
          .example("true");

  static final String EVENTS = "events";
  static final String CHANGES = "changes";
  static final String LATEST = "latest";
  static final String TRIM_HORIZON = "trim_horizon";

  static final Option<String> STREAM =
      text(
              "stream",
              "^" + StreamUse.ARN + "$",
              "The ARN of the table's stream, as the table says it under `LatestStreamArn`.")
          .required()
          .example(
              "arn:aws:dynamodb:eu-central-1:123456789012:table/cards/stream/2026-01-01T00:00:00.000");

  static final Option<String> ROWS =
      choice(
              "rows",
              List.of(EVENTS, CHANGES),
              "What a row is. `events`: what was done to an item, in the columns `event` (INSERT,"
                  + " MODIFY or REMOVE), `keys`, `old` and `new`, each a ROW of attributes, of"
                  + " which a spec declares those that it reads. `changes`: the item itself, in a"
                  + " stream that changes; the source's `key` is the table's primary key.")
          .orElse(EVENTS)
          .example(CHANGES);

  static final Option<String> START_FROM =
      choice(
              "startFrom",
              List.of(LATEST, TRIM_HORIZON),
              "Where a job without a checkpoint starts: with what is done from now on, or with the"
                  + " oldest that the stream keeps, which is a day.")
          .orElse(LATEST)
          .example(TRIM_HORIZON);

  static final Option<Duration> SHARD_DISCOVERY =
      duration(
              "shardDiscovery",
              "How often each task looks for new shards, of which a stream gets some every few"
                  + " hours, from 1s. The service answers ten such questions a second.")
          .orElse(Duration.ofSeconds(10))
          .example("30s");

  static final Option<Duration> POLL_INTERVAL =
      duration(
              "pollInterval",
              "The pause between two reads of a shard, from 200ms: two readers of a stream are"
                  + " served, and more of them are throttled.")
          .orElse(Duration.ofMillis(250))
          .example("1s");

  /** Those of BatchWriteItem in the API reference. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("DynamoDB", 25, 16 * KIB * KIB, 400 * KIB));

  private DynamoDbOptions() {}

  static Shape sink() {
    List<Key> keys = new ArrayList<>(Option.keys(TABLE, KEY));
    keys.addAll(SENDING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static Shape source() {
    return Shape.object(
        STREAM,
        ROWS,
        START_FROM,
        SHARD_DISCOVERY,
        POLL_INTERVAL,
        AwsOptions.ENDPOINT,
        Credentials.OPTION);
  }

  static Shape lookup() {
    List<Key> keys = new ArrayList<>(Option.keys(TABLE, CONSISTENT));
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }
}
