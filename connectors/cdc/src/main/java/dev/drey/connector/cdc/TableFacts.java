// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a PostgreSQL says, through one connection, of itself and of a table. */
final class TableFacts {
  private static final String NAMED =
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ?";

  private final Connection connection;
  private final String schema;
  private final String table;

  TableFacts(Connection connection, String schema, String table) {
    this.connection = connection;
    this.schema = schema;
    this.table = table;
  }

  /** Reads a row of a result. */
  private interface RowOf<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> ask(String sql, RowOf<T> row, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(row.read(result));
        }
      }
      return found;
    }
  }

  private <T> Optional<T> first(String sql, RowOf<T> row, String... values) throws SQLException {
    return ask(sql, row, values).stream().findFirst();
  }

  String walLevel() throws SQLException {
    return first("SHOW wal_level", row -> row.getString(1)).orElse("");
  }

  /** Amazon RDS has a role in the place of the attribute. */
  boolean mayReplicate() throws SQLException {
    return first(
            "SELECT bool_or(r.rolname = current_user AND (r.rolreplication OR r.rolsuper)"
                + " OR r.rolname = 'rds_replication')"
                + " FROM pg_roles r WHERE pg_has_role(current_user, r.oid, 'MEMBER')",
            row -> row.getBoolean(1))
        .orElse(false);
  }

  /** The letter of {@code pg_class.relkind}; empty where there is no such table. */
  Optional<String> kind() throws SQLException {
    return first("SELECT c.relkind" + NAMED, row -> row.getString(1), schema, table);
  }

  /** The letter of {@code pg_class.relreplident}. */
  String replicaIdentity() throws SQLException {
    return first("SELECT c.relreplident" + NAMED, row -> row.getString(1), schema, table)
        .orElse("");
  }

  boolean mayRead() throws SQLException {
    return first(
            "SELECT has_table_privilege(c.oid, 'SELECT')" + NAMED,
            row -> row.getBoolean(1),
            schema,
            table)
        .orElse(false);
  }

  /** All tables that there are, each behind its schema. */
  List<String> tables() throws SQLException {
    return ask(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid ="
            + " c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog',"
            + " 'information_schema') ORDER BY 1",
        row -> row.getString(1));
  }

  /** In their order; of a domain the type below it. */
  List<TableColumn> columns() throws SQLException {
    return ask(
        "SELECT a.attname, t.typname, format_type(a.atttypid, a.atttypmod), t.typtype = 'e',"
            + " CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            + " JOIN pg_type d ON d.oid = a.atttypid"
            + " JOIN pg_type t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype"
            + " ELSE d.oid END"
            + " WHERE n.nspname = ? AND c.relname = ? ORDER BY a.attnum",
        row ->
            new TableColumn(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getInt(5)),
        schema,
        table);
  }

  Set<String> primaryKey() throws SQLException {
    return new LinkedHashSet<>(
        ask(
            "SELECT a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
                + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)"
                + " WHERE n.nspname = ? AND c.relname = ?"
                + " ORDER BY array_position(i.indkey::int2[], a.attnum)",
            row -> row.getString(1),
            schema,
            table));
  }

  /** What of {@code insert}, {@code update}, {@code delete} it leaves out; empty for none there. */
  Optional<List<String>> leftOutOf(String publication) throws SQLException {
    return first(
        "SELECT pubinsert, pubupdate, pubdelete FROM pg_publication WHERE pubname = ?",
        row -> {
          List<String> missing = new ArrayList<>();
          List<String> operations = List.of("insert", "update", "delete");
          for (int i = 0; i < operations.size(); i++) {
            if (!row.getBoolean(i + 1)) {
              missing.add(operations.get(i));
            }
          }
          return missing;
        },
        publication);
  }

  boolean isIn(String publication) throws SQLException {
    return first(
            "SELECT true FROM pg_publication_tables WHERE pubname = ? AND schemaname = ? AND"
                + " tablename = ?",
            row -> row.getBoolean(1),
            publication,
            schema,
            table)
        .isPresent();
  }

  /** What else a slot of this name is, in words; empty where it can be read or is not there. */
  Optional<String> foreignSlot(String slot) throws SQLException {
    return first(
            "SELECT plugin, database = current_database() FROM pg_replication_slots"
                + " WHERE slot_name = ?",
            row -> {
              @Nullable String plugin = row.getString(1);
              if (plugin == null) {
                return "one of physical replication";
              }
              if (!plugin.equals("pgoutput")) {
                return "one of the plug-in " + plugin;
              }
              return row.getBoolean(2) ? "" : "one of another database";
            },
            slot)
        .filter(words -> !words.isEmpty());
  }

  boolean hasSlot(String slot) throws SQLException {
    return first(
            "SELECT true FROM pg_replication_slots WHERE slot_name = ?",
            row -> row.getBoolean(1),
            slot)
        .isPresent();
  }

  /** Up to where in the log a slot has been read; empty where it is not there. */
  Optional<Long> confirmed(String slot) throws SQLException {
    return first(
        "SELECT pg_wal_lsn_diff(confirmed_flush_lsn, '0/0')::bigint FROM pg_replication_slots"
            + " WHERE slot_name = ?",
        row -> row.getLong(1),
        slot);
  }
}
