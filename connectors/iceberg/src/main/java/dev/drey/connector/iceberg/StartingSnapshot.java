// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.timestamp;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.flink.source.IcebergSource;
import org.apache.iceberg.flink.source.StreamingStartingStrategy;

/** The option {@code startFrom} of a table that is watched. */
final class StartingSnapshot {
  private static final String ALL = "earliest";
  private static final String LATEST = "latest";

  private static final Option<Long> SNAPSHOT =
      integer("snapshot", "The id of the first snapshot whose added rows are read.")
          .example("3051729675574597004");

  private static final Option<Instant> TIMESTAMP =
      timestamp("timestamp", "The first snapshot of this time or later.")
          .example("2026-01-31T00:00:00Z");

  static final Option<Object> OPTION =
      either(
              "startFrom",
              Shape.oneOf(
                  Shape.oneOfTexts(ALL, LATEST),
                  Shape.object(
                      Option.keys(SNAPSHOT, TIMESTAMP),
                      List.of(Constraint.exactlyOne(SNAPSHOT, TIMESTAMP)))),
              "Where the first start of a table that is watched reads from; a restart goes on where"
                  + " its checkpoint stands. `earliest`: all rows that the table has, then what is"
                  + " added. `latest`: what the newest snapshot added, then what is added.")
          .orElse(ALL)
          .example("{timestamp: 2026-01-31T00:00:00Z}");

  private StartingSnapshot() {}

  /** Whether a reader begins with all that the table has. */
  static boolean readsAll(OptionValues options) {
    return options.get(OPTION).equals(ALL);
  }

  static String inWords(OptionValues options) {
    Object start = options.get(OPTION);
    if (start instanceof OptionValues) {
      OptionValues given = (OptionValues) start;
      return given.has(SNAPSHOT)
          ? "with what snapshot " + given.get(SNAPSHOT) + " added"
          : "with what was added from " + given.get(TIMESTAMP) + " on";
    }
    return start.equals(ALL)
        ? "with the rows that the table has, then with those that are added"
        : "with what the newest snapshot added, then with what is added";
  }

  static void apply(OptionValues options, IcebergSource.Builder<?> source) {
    Object start = options.get(OPTION);
    if (!(start instanceof OptionValues)) {
      source.streamingStartingStrategy(
          start.equals(ALL)
              ? StreamingStartingStrategy.TABLE_SCAN_THEN_INCREMENTAL
              : StreamingStartingStrategy.INCREMENTAL_FROM_LATEST_SNAPSHOT);
      return;
    }
    OptionValues given = (OptionValues) start;
    if (given.has(SNAPSHOT)) {
      source
          .streamingStartingStrategy(StreamingStartingStrategy.INCREMENTAL_FROM_SNAPSHOT_ID)
          .startSnapshotId(given.get(SNAPSHOT));
    } else {
      source
          .streamingStartingStrategy(StreamingStartingStrategy.INCREMENTAL_FROM_SNAPSHOT_TIMESTAMP)
          .startSnapshotTimestamp(given.get(TIMESTAMP).toEpochMilli());
    }
  }
}
