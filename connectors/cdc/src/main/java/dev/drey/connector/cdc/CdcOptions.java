// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.text;

import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.List;

/** What a spec may write below {@code cdc:}. */
final class CdcOptions {
  static final String POSTGRESQL = "postgresql";
  static final String MYSQL = "mysql";
  static final String SQL_SERVER = "sqlserver";

  static final String SNAPSHOT = "snapshot";
  static final String LATEST = "latest";
  static final String COMMITTED = "committed";

  static final Option<String> ENGINE =
      choice(
              "engine",
              List.of(POSTGRESQL, MYSQL, SQL_SERVER),
              "What the database is. Only `postgresql` can be followed so far.")
          .required()
          .example(POSTGRESQL);

  static final Option<String> HOST =
      text("host", "^.+$", "The machine of the database.").required().example("db.example.com");

  static final Option<Long> PORT =
      integer("port", "The port of the database.").orElse(5432L).example("5433");

  static final Option<String> DATABASE =
      text("database", "^.+$", "The database on that machine.").required().example("shop");

  static final Option<String> TABLE =
      text("table", "^[^.]+\\.[^.]+$", "The table, behind its schema: `schema.table`.")
          .required()
          .example("public.orders");

  static final Option<String> USER =
      text(
              "user",
              "^.+$",
              "Who logs in: one who may read the table, and has the attribute REPLICATION.")
          .required()
          .example("reader");

  static final Option<String> PASSWORD =
      text("password", "That user's password.").secret().example("\"${db_password}\"");

  static final Option<String> SLOT =
      text(
              "slot",
              "^[a-z0-9_]{1,40}$",
              "The replication slot by which the database knows how far this source has come. It is"
                  + " made where it is not there, and has to be dropped by hand once nobody reads:"
                  + " the database keeps its log for it. Each source needs its own.")
          .required()
          .example("orders_by_drey");

  static final Option<String> PUBLICATION =
      text(
              "publication",
              "^.+$",
              "The publication with the table, which has to be there. Absent: the one with the"
                  + " slot's name.")
          .example("orders_by_drey");

  static final Option<String> START_FROM =
      choice(
              "startFrom",
              List.of(SNAPSHOT, LATEST, COMMITTED),
              "Where a source begins that is not restored: with the rows that the table has, and"
                  + " then its changes; with changes from now on; or with those that the slot has"
                  + " not been told to be read.")
          .orElse(SNAPSHOT)
          .example(LATEST);

  static final Option<Boolean> FOLLOW =
      flag(
              "follow",
              "Whether changes are read once all rows of the table are; `false`: the source ends"
                  + " there.")
          .orElse(true)
          .example("false");

  static final Option<Long> CHUNK_ROWS =
      integer(
              "chunkRows",
              "Into parts of about how many rows the table is cut by its primary key, to be read"
                  + " beside each other; each part is in memory as a whole.")
          .orElse(8096L)
          .example("20000");

  static final Option<Boolean> TRUNCATE_TIMES =
      flag(
              "truncateTimes",
              "Whether a time that has more digits of a second than its column loses them: the"
                  + " database has microseconds. Else its row is bad, as `onError` says.")
          .orElse(false)
          .example("true");

  private CdcOptions() {}

  static Shape source() {
    return Shape.object(
        ENGINE,
        HOST,
        PORT,
        DATABASE,
        TABLE,
        USER,
        PASSWORD,
        SLOT,
        PUBLICATION,
        START_FROM,
        FOLLOW,
        CHUNK_ROWS,
        TRUNCATE_TIMES);
  }

  static String publication(OptionValues options) {
    return options.find(PUBLICATION).orElse(options.get(SLOT));
  }

  /** Whether the source ends with the rows that are there. */
  static boolean ends(OptionValues options) {
    return !options.get(FOLLOW);
  }
}
