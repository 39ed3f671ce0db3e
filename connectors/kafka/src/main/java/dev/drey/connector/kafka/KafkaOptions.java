package dev.drey.connector.kafka;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;

/** The options of the Kafka connector: what a spec may write below {@code kafka:}. */
final class KafkaOptions {
  static final String BROKERS = "brokers";
  static final String TOPIC = "topic";
  static final String TOPICS = "topics";
  static final String TOPIC_PATTERN = "topicPattern";
  static final String GROUP = "group";
  static final String START_FROM = "startFrom";
  static final String EARLIEST = "earliest";
  static final String LATEST = "latest";
  static final String COMMITTED = "committed";
  static final String TIMESTAMP = "timestamp";
  static final String OTHERWISE = "otherwise";
  static final String FAIL = "fail";
  static final String DISCOVER_PARTITIONS = "discoverPartitions";
  static final String TOMBSTONES = "tombstones";
  static final String SKIP = "skip";
  static final String BAD = "bad";
  static final String SECURITY = "security";
  static final String PROPERTIES = "properties";
  static final String KEY = "key";
  static final String HEADERS = "headers";
  static final String TRANSACTIONAL_ID_PREFIX = "transactionalIdPrefix";
  static final String TRANSACTION_TIMEOUT = "transactionTimeout";

  private KafkaOptions() {}

  static Shape source() {
    return Shape.object(
        List.of(
            brokers(),
            Key.of(TOPIC, Shape.string(), "The topic to read.").withExample("card-transactions"),
            Key.of(TOPICS, Shape.list(Shape.string()), "Several topics, read as one stream.")
                .withExample("[orders-eu, orders-us]"),
            Key.of(
                    TOPIC_PATTERN,
                    Shape.string(),
                    "A Java regular expression: every topic whose whole name matches is read, also"
                        + " one that is made later.")
                .withExample("orders-.*"),
            Key.of(
                    GROUP,
                    Shape.string(),
                    "The consumer group whose offsets are committed at each checkpoint, for"
                        + " monitoring and for `startFrom: committed`. Absent: `drey-` and the"
                        + " source's name. A restart goes by the checkpoint, never by the group.")
                .withExample("card-velocity"),
            startFrom(),
            Key.of(
                    DISCOVER_PARTITIONS,
                    Shape.duration(),
                    "How often to look for new partitions and, with a pattern, new topics; `0s`:"
                        + " never. What is found later is read from its first record.")
                .withDefault("1m")
                .withExample("30s"),
            Key.of(
                    TOMBSTONES,
                    Shape.oneOfTexts(BAD, SKIP),
                    "What a record without a value is (a delete, in a compacted topic): a bad"
                        + " record, as `onError` says, or skipped and counted in the metric"
                        + " `tombstones`.")
                .withDefault(BAD)
                .withExample(SKIP),
            security(),
            properties(
                "isolation.level: read_uncommitted",
                "Further settings of Kafka's consumer. Records of open or aborted transactions are"
                    + " not read unless `isolation.level` says so here.")),
        List.of(Constraint.exactlyOne(TOPIC, TOPICS, TOPIC_PATTERN)));
  }

  static Shape sink() {
    return Shape.object(
        brokers(),
        Key.required(TOPIC, Shape.string(), "The topic to write to. It must be there.")
            .withExample("card-alerts"),
        Key.of(
                KEY,
                Shape.expression(),
                "The record's key, a STRING (written as UTF-8), a number (as its text) or BYTES."
                    + " Records with one key go to one partition, in order. Absent or NULL: no key.")
            .withExample("card_id"),
        Key.of(
                HEADERS,
                Shape.map(Shape.expression()),
                "The record's headers, by name; values as for `key`. A header whose value is NULL"
                    + " is left out.")
            .withExample("{reason: reason}"),
        Key.of(
                TRANSACTIONAL_ID_PREFIX,
                Shape.string(),
                "Required for `delivery: exactly-once`: what the ids of the transactions start with."
                    + " Unlike that of every other application on the brokers, and kept for the"
                    + " life of this one.")
            .withExample("card-velocity-alerts"),
        Key.of(
                TRANSACTION_TIMEOUT,
                Shape.duration(),
                "How long the brokers keep a transaction open without a commit, at most their"
                    + " `transaction.max.timeout.ms`. An outage longer than this loses what was"
                    + " not committed.")
            .withDefault("15m")
            .withExample("10m"),
        security(),
        properties("compression.type: zstd", "Further settings of Kafka's producer."));
  }

  private static Key brokers() {
    return Key.required(
            BROKERS,
            Shape.string(),
            "Where the cluster is first asked: `host:port`, several with commas.")
        .withExample("b-1.cards.kafka.us-east-1.amazonaws.com:9098");
  }

  private static Key startFrom() {
    Shape committed =
        Shape.object(
            Key.required(
                    OTHERWISE,
                    Shape.oneOfTexts(EARLIEST, LATEST, FAIL),
                    "Where a partition is read from for which the group has no offset.")
                .withExample(LATEST));
    Shape object =
        Shape.object(
            List.of(
                Key.of(
                        TIMESTAMP,
                        Shape.timestamp(),
                        "The first record of this time or later; the end where there is none.")
                    .withExample("2026-01-31T00:00:00Z"),
                Key.of(COMMITTED, committed, "The group's offsets, with another way out.")
                    .withExample("{otherwise: latest}")),
            List.of(Constraint.exactlyOne(TIMESTAMP, COMMITTED)));
    return Key.of(
            START_FROM,
            Shape.oneOf(Shape.oneOfTexts(EARLIEST, LATEST, COMMITTED), object),
            "Where the first start reads from; a restart goes on where its checkpoint stands."
                + " `committed`: the offsets of `group`, or the first record where it has none.")
        .withDefault(EARLIEST)
        .withExample("{timestamp: 2026-01-31T00:00:00Z}");
  }

  private static Key security() {
    return Key.of(
            SECURITY,
            SecurityOptions.shape(),
            "How to log in to the brokers, over TLS unless `tls: false`. Absent: no login, no TLS.")
        .withExample("{iam: {}}");
  }

  private static Key properties(String example, String description) {
    return Key.of(PROPERTIES, Shape.map(Shape.scalar()), description)
        .withExample("{" + example + "}");
  }
}
