// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.text;

import dev.drey.shape.Option;
import dev.drey.shape.Shape;

/** What a spec may write below {@code jdbc:}. */
final class JdbcOptions {
  static final Option<String> URL =
      text(
              "url",
              "^jdbc:(postgresql|mysql|mariadb):.+$",
              "The database, as its driver wants it: `jdbc:postgresql:`, `jdbc:mysql:` or"
                  + " `jdbc:mariadb:`. PostgreSQL's driver is there; another's JAR has to be put on"
                  + " the class path.")
          .required()
          .example("jdbc:postgresql://db.example.com:5432/plant");

  static final Option<String> TABLE =
      text("table", "^.+$", "The table or view, with its schema before a dot where it needs one.")
          .required()
          .example("machines");

  static final Option<String> USER = text("user", "Who logs in.").example("reader");

  static final Option<String> PASSWORD =
      text("password", "That user's password.").secret().example("\"${db_password}\"");

  static final Option<Long> CONNECTIONS =
      integer("connections", "As many connections as a subtask keeps.").orElse(4L).example("8");

  static final Option<Long> BATCH =
      integer(
              "batch",
              "As many keys as a statement asks for at most: those that wait when a connection is"
                  + " free.")
          .orElse(100L)
          .example("500");

  private JdbcOptions() {}

  static Shape lookup() {
    return Shape.object(URL, TABLE, USER, PASSWORD, CONNECTIONS, BATCH);
  }
}
