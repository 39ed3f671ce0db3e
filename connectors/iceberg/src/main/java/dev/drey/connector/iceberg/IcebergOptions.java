// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static dev.drey.shape.Option.columns;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;
import static dev.drey.shape.Option.texts;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The options of the Iceberg connector: what a spec may write below {@code iceberg:}. */
final class IcebergOptions {
  static final Option<OptionValues> CATALOG =
      object("catalog", CatalogOptions.shape(), "Where the table is known by its name.")
          .required()
          .example("{s3Tables: {arn: \"arn:aws:s3tables:eu-central-1:123456789012:bucket/lake\"}}");

  static final Option<String> TABLE =
      text(
              "table",
              "^[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)+$",
              "The table's name behind that of its namespace: `namespace.table`.")
          .required()
          .example("market.trades");

  static final Option<String> BRANCH =
      text(
              "branch",
              "^[A-Za-z0-9_][A-Za-z0-9_.-]*$",
              "The branch of the table. Absent: `main`. A sink makes one that is not there.")
          .example("audit");

  static final Option<Duration> WATCH =
      duration(
              "watch",
              "How often to look for snapshots that others add; what they add is read. Absent: the"
                  + " table is read once, as it is when the job starts.")
          .example("30s");

  static final Option<Boolean> TRUNCATE_TIMES =
      flag(
              "truncateTimes",
              "Whether a TIMESTAMP that has more digits of a second than its column loses them: the"
                  + " table has microseconds. Else its row is bad, as `onError` says. A TIME always"
                  + " loses what is below a millisecond.")
          .orElse(false)
          .example("true");

  static final Option<List<String>> KEY =
      columns(
              "key",
              "The columns by which a row replaces the one before it, as equality deletes of format"
                  + " version 2: an upsert. Those by which the table is partitioned must be among"
                  + " them. Absent: every row is added.")
          .example("[trade_id]");

  static final Option<Boolean> OVERWRITE =
      flag(
              "overwrite",
              "Whether the rows of a run replace what stands in the partitions that they fall in,"
                  + " of a table without partitions all of it. They do when the run ends: a"
                  + " pipeline whose sources do not end writes nothing.")
          .orElse(false)
          .example("true");

  static final Option<List<String>> PARTITION_BY =
      texts(
              "partitionBy",
              "Columns, or one of `years(ts)`, `months(ts)`, `days(ts)`, `hours(ts)`,"
                  + " `bucket(16, id)`, `truncate(4, name)`.")
          .example("[symbol, \"days(ts)\"]");

  static final Option<Long> FORMAT_VERSION =
      integer("formatVersion", "The version of Iceberg's table format, 1 or 2; deletes need 2.")
          .orElse(2L)
          .example("2");

  static final Option<String> LOCATION =
      text("location", "The folder of the table's files. Absent: as the catalog says.")
          .example("s3://lake/market/trades");

  static final Option<Map<String, Object>> TABLE_PROPERTIES =
      map("properties", Shape.scalar(), "Properties of the table.")
          .example("{write.target-file-size-bytes: 134217728}");

  static final Option<OptionValues> CREATE =
      object(
              "create",
              Shape.object(PARTITION_BY, FORMAT_VERSION, LOCATION, TABLE_PROPERTIES),
              "How the table is made, with its namespace, where it is not there: `{}` will do."
                  + " Absent: it must be there. A table that is there stays as it is.")
          .example("{partitionBy: [symbol, \"days(ts)\"], formatVersion: 2}");

  private IcebergOptions() {}

  static Shape source() {
    return Shape.object(
        Option.keys(CATALOG, TABLE, BRANCH, WATCH, StartingSnapshot.OPTION, TRUNCATE_TIMES),
        List.of(Constraint.requires(StartingSnapshot.OPTION, WATCH)));
  }

  static Shape sink() {
    return Shape.object(
        Option.keys(CATALOG, TABLE, BRANCH, KEY, OVERWRITE, CREATE),
        List.of(Constraint.atMostOne(KEY, OVERWRITE)));
  }
}
