// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.type.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** How the database of a URL writes names, replaces rows and wants to be spoken with. */
enum Dialect {
  POSTGRESQL("\""),
  /** MySQL and MariaDB. */
  MYSQL("`");

  private final String quote;

  Dialect(String quote) {
    this.quote = quote;
  }

  static Dialect of(String url) {
    return url.startsWith(Drivers.POSTGRESQL) ? POSTGRESQL : MYSQL;
  }

  String name(String column) {
    return quote + column.replace(quote, quote + quote) + quote;
  }

  /**
   * @param table with its schema before a dot, if any
   */
  String table(String table) {
    return Arrays.stream(table.split("\\.", -1)).map(this::name).collect(Collectors.joining("."));
  }

  /**
   * What every connection is told first. A session of MySQL is in UTC whatever the server's zone
   * is, so that times need no zone of this machine's; and what does not fit into a column is
   * refused, where a server would cut it and say nothing.
   */
  void begin(Connection connection) throws SQLException {
    if (this == MYSQL) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SET time_zone = '+00:00', sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')");
      }
    }
  }

  /** As many bytes as a server takes at once. PostgreSQL's end is beyond that of a row here. */
  long most(Connection connection) throws SQLException {
    if (this != MYSQL) {
      return Long.MAX_VALUE;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@max_allowed_packet")) {
      if (row.next()) {
        return row.getLong(1);
      }
      throw new SQLException("the server does not say how long a row may be");
    }
  }

  /**
   * A column as a query has it. MySQL writes the numbers of a FLOAT with six digits only; and of
   * its drivers, each has other times that it changes on the way, so the server writes them.
   */
  private String asked(Field column) {
    String name = name(column.name());
    if (this != MYSQL) {
      return name;
    }
    switch (column.type().kind()) {
      case FLOAT:
        return name + " + 0E0";
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return "CAST(" + name + " AS CHAR)";
      default:
        return name;
    }
  }

  String asked(List<Field> columns) {
    return columns.stream().map(this::asked).collect(Collectors.joining(", "));
  }

  String names(List<String> columns) {
    return columns.stream().map(this::name).collect(Collectors.joining(", "));
  }

  String insert(String table, List<String> columns) {
    return "INSERT INTO "
        + table(table)
        + " ("
        + names(columns)
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  /** Inserts a row, or sets the other columns of the one that has its key. */
  String upsert(String table, List<String> columns, List<String> key) {
    List<String> others =
        columns.stream().filter(column -> !key.contains(column)).collect(Collectors.toList());
    String insert = insert(table, columns);
    if (this == POSTGRESQL) {
      return insert
          + " ON CONFLICT ("
          + names(key)
          + ") DO "
          + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + set(others, "EXCLUDED.%s"));
    }
    return insert
        + " ON DUPLICATE KEY UPDATE "
        + (others.isEmpty() ? set(key.subList(0, 1), "%s") : set(others, "VALUES(%s)"));
  }

  private String set(List<String> columns, String value) {
    return columns.stream()
        .map(column -> name(column) + " = " + String.format(value, name(column)))
        .collect(Collectors.joining(", "));
  }

  String delete(String table, List<String> key) {
    return "DELETE FROM "
        + table(table)
        + " WHERE "
        + key.stream().map(column -> name(column) + " = ?").collect(Collectors.joining(" AND "));
  }
}
