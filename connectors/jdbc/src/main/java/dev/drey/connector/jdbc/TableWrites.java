// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.async.RefusedRowException;
import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The statements that write rows to a table, and which row is about which of the table's. */
final class TableWrites implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int FIXED_SIZE = 16;

  private final RowType type;
  private final int[] all;
  private final int[] keys;
  private final boolean changing;
  private final Dialect dialect;
  private final String put;
  private final String delete;

  /**
   * @param changing whether a {@link RowChange} stands behind the columns
   */
  TableWrites(OptionValues options, RowType type, boolean changing) {
    List<String> key = options.get(JdbcOptions.KEY);
    String table = options.get(JdbcOptions.TABLE);
    this.dialect = Dialect.of(options.get(JdbcOptions.URL));
    this.type = type;
    this.all = positions(type.names(), type);
    this.keys = positions(key, type);
    this.changing = changing;
    this.put =
        key.isEmpty()
            ? dialect.insert(table, type.names())
            : dialect.upsert(table, type.names(), key);
    this.delete = key.isEmpty() ? "" : dialect.delete(table, key);
  }

  private static int[] positions(List<String> columns, RowType type) {
    return columns.stream().mapToInt(type::indexOf).toArray();
  }

  TableWrite of(Object[] row) throws RefusedRowException {
    boolean isDelete = changing && RowChange.in(row) == RowChange.DELETE;
    long bytes = FIXED_SIZE;
    for (int column : isDelete ? keys : all) {
      Object value = row[column];
      bytes +=
          value instanceof String
              ? ((String) value).length()
              : value instanceof byte[] ? ((byte[]) value).length : FIXED_SIZE;
    }
    if (keys.length == 0) {
      return new TableWrite(null, false, row, bytes);
    }
    Object[] key = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      key[i] = row[keys[i]];
      if (key[i] == null) {
        throw new RefusedRowException(
            "column `" + type.field(keys[i]).name() + "`, of the key, is NULL");
      }
    }
    return new TableWrite(new RowKey(key), isDelete, row, bytes);
  }

  /** As many bytes as its texts and bytes have: a statement that writes it has more. */
  long atLeast(TableWrite write) {
    long bytes = 0;
    for (int column : write.delete ? keys : all) {
      Object value = write.row[column];
      bytes +=
          value instanceof String
              ? ((String) value).getBytes(StandardCharsets.UTF_8).length
              : value instanceof byte[] ? ((byte[]) value).length : 0;
    }
    return bytes;
  }

  /** All of them or none; no two are about one key. */
  void write(Connection connection, List<TableWrite> writes) throws SQLException {
    run(connection, writes, false);
    run(connection, writes, true);
    connection.commit();
  }

  private void run(Connection connection, List<TableWrite> writes, boolean deletes)
      throws SQLException {
    if (writes.stream().noneMatch(write -> write.delete == deletes)) {
      return;
    }
    int[] columns = deletes ? keys : all;
    try (PreparedStatement statement = connection.prepareStatement(deletes ? delete : put)) {
      for (TableWrite write : writes) {
        if (write.delete == deletes) {
          for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            ColumnValues.write(
                statement, i + 1, write.row[column], type.field(column).type(), dialect);
          }
          statement.addBatch();
        }
      }
      int[] unused = statement.executeBatch();
    }
  }
}
