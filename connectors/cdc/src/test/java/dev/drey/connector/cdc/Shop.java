// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.row.RowChange;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL that runs beside the tests, and sources of its tables. */
final class Shop implements AutoCloseable {
  private final EmbeddedPostgres server;

  private Shop(EmbeddedPostgres server) {
    this.server = server;
  }

  static Shop start(String walLevel) throws IOException {
    Path who = Files.createTempFile("shop", ".conf");
    who.toFile().deleteOnExit();
    Files.writeString(
        who,
        "host all guest all scram-sha-256\n"
            + "host all all all trust\n"
            + "host replication all all trust\n");
    return new Shop(
        EmbeddedPostgres.builder()
            .setServerConfig("hba_file", who.toString())
            .setServerConfig("wal_level", walLevel)
            .start());
  }

  int port() {
    return server.getPort();
  }

  Connection connection() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  void run(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of all rows, as texts. */
  List<String> ask(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  List<String> slots() throws SQLException {
    return ask("SELECT slot_name FROM pg_replication_slots ORDER BY 1");
  }

  /** A source of a table of the schema public, whose slot and publication have the table's name. */
  SourceRun source(String table, String... columns) {
    return source(table, Map.of(), columns);
  }

  SourceRun source(String table, Map<String, Object> more, String... columns) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("engine", "postgresql");
    options.put("host", "localhost");
    options.put("port", (long) port());
    options.put("database", "postgres");
    options.put("table", "public." + table);
    options.put("user", "postgres");
    options.put("password", "postgres");
    options.put("slot", table);
    options.putAll(more);
    return SourceRun.of(new CdcConnector(), OptionValues.of(options), type(columns));
  }

  static RowType type(String... columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      int blank = column.indexOf(' ');
      try {
        fields.add(
            Field.of(
                column.substring(0, blank),
                DataTypeParser.parse(column.substring(blank + 1), name -> Optional.empty())));
      } catch (TypeSyntaxException wrong) {
        throw new AssertionError(column, wrong);
      }
    }
    return RowType.of(fields);
  }

  /** {@code PUT [1, a]}. */
  static String text(Object[] row) {
    return RowChange.in(row) + " " + Arrays.deepToString(RowChange.columns(row));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
