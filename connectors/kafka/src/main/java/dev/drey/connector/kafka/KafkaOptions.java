// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.expression;
import static dev.drey.shape.Option.expressions;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;
import static dev.drey.shape.Option.texts;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Result;
import dev.drey.shape.SecretReference;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The options of the Kafka connector: what a spec may write below {@code kafka:}. */
final class KafkaOptions {
  private static final String SKIP = "skip";
  private static final String BAD = "bad";
  private static final String DELETE = "delete";
  private static final String TEXT = "text";
  private static final String RECORD = "record";

  static final Option<String> BROKERS =
      text("brokers", "Where the cluster is first asked: `host:port`, several with commas.")
          .required()
          .example("b-1.cards.kafka.us-east-1.amazonaws.com:9098");

  static final Option<String> TOPIC =
      text("topic", "The topic to read.").example("card-transactions");

  static final Option<List<String>> TOPICS =
      texts("topics", "Several topics, read as one stream.").example("[orders-eu, orders-us]");

  static final Option<String> TOPIC_PATTERN =
      text(
              "topicPattern",
              "A Java regular expression: every topic whose whole name matches is read, also"
                  + " one that is made later.")
          .example("orders-.*");

  static final Option<String> GROUP =
      text(
              "group",
              "The consumer group whose offsets are committed at each checkpoint, for"
                  + " monitoring and for `startFrom: committed`. Absent: `drey-` and the"
                  + " source's name. A restart goes by the checkpoint, never by the group.")
          .example("card-velocity");

  static final Option<Duration> DISCOVER_PARTITIONS =
      duration(
              "discoverPartitions",
              "How often to look for new partitions and, with a pattern, new topics; `0s`:"
                  + " never. What is found later is read from its first record.")
          .orElse(Duration.ofMinutes(1))
          .example("30s");

  static final Option<String> TOMBSTONES =
      choice(
              "tombstones",
              List.of(BAD, SKIP, DELETE),
              "What a record without a value is, a delete in a compacted topic: a bad record, as"
                  + " `onError` says; skipped and counted in the metric `tombstones`; or the end of"
                  + " the row of its key, so that the source is a stream that changes, by the"
                  + " source's `key`. A format whose own records delete rows, such as"
                  + " debezium-json, has them skipped.")
          .orElse(BAD)
          .example(DELETE);

  static final Option<String> TOMBSTONE_KEY =
      choice(
              "tombstoneKey",
              List.of(TEXT, RECORD),
              "How the key of a record says which row it deletes, with `tombstones: delete`: as the"
                  + " text of the one column of the source's `key`, or as a record of the source's"
                  + " format with the columns of the key.")
          .orElse(TEXT)
          .example(RECORD);

  static final Option<String> KEY =
      expression(
              "key",
              "The record's key, a STRING (written as UTF-8), a number (as its text) or BYTES."
                  + " Records with one key go to one partition, in order. Absent or NULL: no key.")
          .example("card_id");

  static final Option<String> PARTITION =
      expression(
              "partition",
              Result.INTEGER,
              "The number of the record's partition, from 0. Absent or NULL: by the key.")
          .example("MOD(CHAR_LENGTH(card_id), 4)");

  static final Option<Boolean> TOMBSTONES_ON_DELETE =
      flag(
              "tombstonesOnDelete",
              "Whether a record that tells of a delete, such as one of debezium-json, is followed"
                  + " by a tombstone, a record of the same `key` without a value, so that a"
                  + " compacted topic forgets the row. In a format that has no such records the"
                  + " delete is a tombstone anyway.")
          .orElse(true)
          .example("false");

  static final Option<Map<String, Object>> HEADERS =
      expressions(
              "headers",
              "The record's headers, by name; values as for `key`. A header whose value is NULL"
                  + " is left out.")
          .example("{reason: reason}");

  static final Option<String> TRANSACTIONAL_ID_PREFIX =
      text(
              "transactionalIdPrefix",
              "What the ids of the transactions of `delivery: exactly-once` start with. Unlike that"
                  + " of every other application on the brokers, and kept for the life of this one."
                  + " Absent: the names of the pipeline and the sink, so that one pipeline that"
                  + " runs twice on the same brokers needs two.")
          .example("card-velocity-alerts");

  /** The default is the brokers' own for {@code transaction.max.timeout.ms}. */
  static final Option<Duration> TRANSACTION_TIMEOUT =
      duration(
              "transactionTimeout",
              "How long the brokers keep a transaction open without a commit, at most their"
                  + " `transaction.max.timeout.ms`. An outage longer than this loses what was"
                  + " not committed.")
          .orElse(Duration.ofMinutes(15))
          .example("10m");

  static final Option<OptionValues> SECURITY =
      object(
              "security",
              SecurityOptions.shape(),
              "How to log in to the brokers, over TLS unless `tls: false`. Absent: no login, no"
                  + " TLS.")
          .example("{iam: {}}");

  static final Option<Map<String, Object>> PROPERTIES =
      map(
              "properties",
              SecretReference.or(Shape.scalar()),
              "Further settings of Kafka's consumer. Records of open or aborted transactions are"
                  + " not read unless `isolation.level` says so here.")
          .example("{isolation.level: read_uncommitted}");

  private KafkaOptions() {}

  static Shape source() {
    return Shape.object(
        Option.keys(
            BROKERS,
            TOPIC,
            TOPICS,
            TOPIC_PATTERN,
            GROUP,
            StartingOffsets.OPTION,
            DISCOVER_PARTITIONS,
            TOMBSTONES,
            TOMBSTONE_KEY,
            SECURITY,
            PROPERTIES),
        List.of(Constraint.exactlyOne(TOPIC, TOPICS, TOPIC_PATTERN)));
  }

  static Shape sink() {
    return Shape.object(
        BROKERS,
        TOPIC.required().meaning("The topic to write to. It must be there.").example("card-alerts"),
        KEY,
        PARTITION,
        TOMBSTONES_ON_DELETE,
        HEADERS,
        TRANSACTIONAL_ID_PREFIX,
        TRANSACTION_TIMEOUT,
        SECURITY,
        PROPERTIES
            .meaning("Further settings of Kafka's producer.")
            .example("{compression.type: zstd}"));
  }

  /** These of a sink with the prefix of its transactions, which are named after the pipeline. */
  static OptionValues withPrefix(OptionValues options, String pipeline, String sink) {
    return options.has(TRANSACTIONAL_ID_PREFIX)
        ? options
        : options.with(TRANSACTIONAL_ID_PREFIX, pipeline + "-" + sink.replace('_', '-'));
  }

  /** Whether records without a value are passed over. */
  static boolean skipsTombstones(OptionValues options) {
    return options.get(TOMBSTONES).equals(SKIP);
  }

  /** Whether records without a value delete rows. */
  static boolean deletesByTombstones(OptionValues options) {
    return options.get(TOMBSTONES).equals(DELETE);
  }

  /** Whether the keys of such records are records themselves, and no texts. */
  static boolean hasKeysAsRecords(OptionValues options) {
    return options.get(TOMBSTONE_KEY).equals(RECORD);
  }
}
