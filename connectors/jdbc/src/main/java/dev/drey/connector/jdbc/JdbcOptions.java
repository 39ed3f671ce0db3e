// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static dev.drey.shape.Option.columns;
import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.text;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a spec may write below {@code jdbc:}. */
final class JdbcOptions {
  private static final long MIB = 1024 * 1024;

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

  static final Option<Object> TLS =
      either(
              TlsOptions.TLS.name(),
              Shape.oneOf(Shape.bool(), TlsOptions.shape()),
              "Encrypted, with the server's certificate and its name in it looked at: whom to trust"
                  + " and how to show who we are, or `true` for whom Java trusts; `false`: no"
                  + " encryption. Absent: as the URL says.")
          .example("{ca: {secret: \"file:/run/secrets/db-ca\"}}");

  static final Option<Long> CONNECTIONS =
      integer("connections", "As many connections as a subtask keeps.").orElse(4L).example("8");

  static final Option<Long> BATCH =
      integer(
              "batch",
              "As many keys as a statement asks for at most: those that wait when a connection is"
                  + " free.")
          .orElse(100L)
          .example("500");

  static final Option<List<String>> KEY =
      columns(
              "key",
              "The columns of a key of the table: a row replaces the one of its key, so that it does"
                  + " no harm to write it twice; rows of one key are written in their order. Absent:"
                  + " each row is inserted.")
          .example("[card_id]");

  /** A transaction has as many rows as a batch; each on its way has a connection of its own. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("a transaction", 1000, 16 * MIB, 16 * MIB), 2);

  private JdbcOptions() {}

  static Shape sink() {
    List<Key> keys = new ArrayList<>(Option.keys(URL, TABLE, USER, PASSWORD, TLS, KEY));
    keys.addAll(SENDING.keys());
    return Shape.object(keys, List.of());
  }

  static Shape lookup() {
    return Shape.object(URL, TABLE, USER, PASSWORD, TLS, CONNECTIONS, BATCH);
  }
}
