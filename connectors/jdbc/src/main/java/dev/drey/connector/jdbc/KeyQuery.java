// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.LookupContext;
import dev.drey.row.RowKey;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statement that asks for some keys at once, and whose rows belong to which. A row whose key is
 * another text than all that were asked for, as where the database takes upper and lower case for
 * the same, belongs to somebody all the same: those who got nothing then ask one by one.
 */
final class KeyQuery implements Serializable {
  private static final long serialVersionUID = 1;

  private final RowType rowType;
  private final int[] keys;
  private final Dialect dialect;
  private final String start;
  private final String oneKey;

  KeyQuery(LookupContext context) {
    this.rowType = context.rowType();
    this.keys = context.keys().stream().mapToInt(rowType::indexOf).toArray();
    this.dialect = Dialect.of(context.options().get(JdbcOptions.URL));
    String columns = dialect.asked(rowType.fields());
    String table = dialect.table(context.options().get(JdbcOptions.TABLE));
    String key = "(" + dialect.names(context.keys()) + ")";
    this.start = "SELECT " + columns + " FROM " + table + " WHERE " + key + " IN (";
    this.oneKey = "(" + String.join(", ", Collections.nCopies(keys.length, "?")) + ")";
  }

  /** The rows of each key, also of those that have none. */
  Map<RowKey, List<Object[]>> ask(Connection connection, List<RowKey> asked) throws SQLException {
    Map<RowKey, List<Object[]>> answers = new HashMap<>();
    asked.forEach(key -> answers.put(key, new ArrayList<>()));
    boolean strangers = false;
    for (Object[] row : rows(connection, asked)) {
      List<Object[]> own = asked.size() == 1 ? answers.get(asked.get(0)) : answers.get(keyOf(row));
      if (own == null) {
        strangers = true;
      } else {
        own.add(row);
      }
    }
    if (strangers) {
      for (RowKey key : asked) {
        if (answers.getOrDefault(key, List.of()).isEmpty()) {
          answers.put(key, rows(connection, List.of(key)));
        }
      }
    }
    return answers;
  }

  private List<Object[]> rows(Connection connection, List<RowKey> asked) throws SQLException {
    String sql = start + String.join(", ", Collections.nCopies(asked.size(), oneKey)) + ")";
    List<Object[]> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (RowKey key : asked) {
        for (int i = 0; i < keys.length; i++) {
          DataType type = rowType.field(keys[i]).type();
          Object value = key.value(i);
          if (value == null) {
            throw new SQLException("a key with NULL is never asked for");
          }
          ColumnValues.write(statement, parameter++, value, type, dialect);
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row(rows));
        }
      }
    }
    return found;
  }

  private Object[] row(ResultSet rows) throws SQLException {
    Object[] row = new Object[rowType.size()];
    for (int i = 0; i < row.length; i++) {
      DataType type = rowType.field(i).type();
      row[i] = ColumnValues.read(rows, i + 1, type, dialect);
      if (row[i] == null && !type.nullable()) {
        throw ColumnValues.misfit(
            "`" + rowType.field(i).name() + "` is declared NOT NULL and the database has NULL");
      }
    }
    return row;
  }

  private RowKey keyOf(Object[] row) {
    Object[] key = new Object[keys.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = row[keys[i]];
    }
    return new RowKey(key);
  }
}
