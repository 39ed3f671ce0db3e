// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** How the database of a URL writes names and replaces rows. */
enum Dialect {
  POSTGRESQL("\""),
  /** MySQL and MariaDB. */
  MYSQL("`");

  private final String quote;

  Dialect(String quote) {
    this.quote = quote;
  }

  static Dialect of(String url) {
    return url.startsWith("jdbc:postgresql:") ? POSTGRESQL : MYSQL;
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
