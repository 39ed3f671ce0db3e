// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.timestamp;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The option {@code startFrom}. */
final class StartingOffsets {
  private static final String EARLIEST = "earliest";
  private static final String LATEST = "latest";
  private static final String BY_GROUP = "committed";
  private static final String FAIL = "fail";

  private static final Option<Instant> TIMESTAMP =
      timestamp("timestamp", "The first record of this time or later; the end where there is none.")
          .example("2026-01-31T00:00:00Z");

  private static final Option<String> OTHERWISE =
      choice(
              "otherwise",
              List.of(EARLIEST, LATEST, FAIL),
              "Where a partition is read from for which the group has no offset.")
          .required()
          .example(LATEST);

  private static final Option<OptionValues> COMMITTED =
      object(BY_GROUP, Shape.object(OTHERWISE), "The group's offsets, with another way out.")
          .example("{otherwise: latest}");

  private static final Option<String> WITHOUT_TIME =
      choice(
              "otherwise",
              List.of(EARLIEST, LATEST),
              "Where reading starts where `timestamp` is a parameter without a value.")
          .example(EARLIEST);

  static final Option<Object> OPTION =
      either(
              "startFrom",
              Shape.oneOf(
                  Shape.oneOfTexts(EARLIEST, LATEST, BY_GROUP),
                  Shape.object(
                      Option.keys(TIMESTAMP, WITHOUT_TIME, COMMITTED),
                      List.of(
                          Constraint.atLeastOne(TIMESTAMP, WITHOUT_TIME, COMMITTED),
                          Constraint.atMostOne(TIMESTAMP, COMMITTED),
                          Constraint.atMostOne(WITHOUT_TIME, COMMITTED)))),
              "Where the first start reads from; a restart goes on where its checkpoint stands."
                  + " `committed`: the offsets of `group`, or the first record where it has none.")
          .orElse(EARLIEST)
          .example("{timestamp: 2026-01-31T00:00:00Z}");

  /** The way to a time, as findings name it. */
  static final String TIME = OPTION.to(TIMESTAMP);

  private StartingOffsets() {}

  /** The word, or the mapping where that says more than a word. */
  private static Object start(OptionValues options) {
    Object start = options.get(OPTION);
    if (!(start instanceof OptionValues)) {
      return start;
    }
    OptionValues said = (OptionValues) start;
    return said.has(TIMESTAMP) || said.has(COMMITTED)
        ? said
        : said.find(WITHOUT_TIME).orElse(EARLIEST);
  }

  /** The time from which records are read; empty where the start is none. */
  static Optional<Instant> time(OptionValues options) {
    Object start = start(options);
    return start instanceof OptionValues
        ? ((OptionValues) start).find(TIMESTAMP)
        : Optional.empty();
  }

  static boolean isByGroup(OptionValues options) {
    Object start = start(options);
    return start instanceof OptionValues
        ? ((OptionValues) start).has(COMMITTED)
        : start.equals(BY_GROUP);
  }

  static boolean isLatest(OptionValues options) {
    return start(options).equals(LATEST);
  }

  /** What Kafka's own {@code auto.offset.reset} would be here; the default where it is no start. */
  static String like(String reset) {
    return reset.equals(EARLIEST) || reset.equals(LATEST) ? reset : EARLIEST;
  }

  /** Where a partition is read from for which there is neither a time nor an offset. */
  private static String otherwise(OptionValues options) {
    Object start = start(options);
    if (start instanceof OptionValues) {
      return ((OptionValues) start).get(COMMITTED).get(OTHERWISE);
    }
    return start.equals(BY_GROUP) ? EARLIEST : start.toString();
  }

  /** Where reading begins, for a person. */
  static String inWords(OptionValues options, String group) {
    Optional<Instant> time = time(options);
    if (time.isPresent()) {
      return "from records of "
          + time.get()
          + " on; where there are none, nothing comes until somebody writes";
    }
    String otherwise = otherwise(options);
    if (isByGroup(options)) {
      return "from the offsets of the group `"
          + group
          + "`, without one "
          + (otherwise.equals(FAIL) ? "not at all" : inWords(otherwise));
    }
    return inWords(otherwise);
  }

  private static String inWords(String start) {
    return start.equals(LATEST)
        ? "from the end: nothing comes until somebody writes to it"
        : "from the first record";
  }

  static OffsetsInitializer of(OptionValues options) {
    Optional<Instant> time = time(options);
    if (time.isPresent()) {
      return OffsetsInitializer.timestamp(time.get().toEpochMilli());
    }
    String otherwise = otherwise(options);
    if (isByGroup(options)) {
      return OffsetsInitializer.committedOffsets(
          otherwise.equals(FAIL)
              ? OffsetResetStrategy.NONE
              : OffsetResetStrategy.valueOf(otherwise.toUpperCase(Locale.ROOT)));
    }
    return otherwise.equals(LATEST) ? OffsetsInitializer.latest() : OffsetsInitializer.earliest();
  }
}
