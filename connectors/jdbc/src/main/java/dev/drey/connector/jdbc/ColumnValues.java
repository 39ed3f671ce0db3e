// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.type.DataType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Values of a database's columns as those of ours, and the other way round. */
final class ColumnValues {
  private ColumnValues() {}

  /** Whether a column of a table can be of this type. */
  static boolean takes(DataType type) {
    switch (type.kind()) {
      case ARRAY:
      case MAP:
      case ROW:
      case INTERVAL_DAY_TIME:
      case INTERVAL_YEAR_MONTH:
        return false;
      default:
        return true;
    }
  }

  /**
   * @param column from 1
   */
  static @Nullable Object read(ResultSet rows, int column, DataType type) throws SQLException {
    Object value = present(rows, column, type);
    return rows.wasNull() ? null : value;
  }

  private static @Nullable Object present(ResultSet rows, int column, DataType type)
      throws SQLException {
    switch (type.kind()) {
      case BOOLEAN:
        return rows.getBoolean(column);
      case TINYINT:
        return rows.getByte(column);
      case SMALLINT:
        return rows.getShort(column);
      case INT:
        return rows.getInt(column);
      case BIGINT:
        return rows.getLong(column);
      case FLOAT:
        return rows.getFloat(column);
      case DOUBLE:
        return rows.getDouble(column);
      case DECIMAL:
        return decimal(rows.getBigDecimal(column), type);
      case BINARY:
      case VARBINARY:
        return rows.getBytes(column);
      case DATE:
        LocalDate date = rows.getObject(column, LocalDate.class);
        return date == null ? null : (int) date.toEpochDay();
      case TIME:
        LocalTime time = rows.getObject(column, LocalTime.class);
        return time == null ? null : (int) (time.toNanoOfDay() / 1_000_000);
      case TIMESTAMP:
        LocalDateTime local = rows.getObject(column, LocalDateTime.class);
        return local == null ? null : local.toInstant(ZoneOffset.UTC).toEpochMilli();
      case TIMESTAMP_LTZ:
        OffsetDateTime zoned = rows.getObject(column, OffsetDateTime.class);
        return zoned == null ? null : zoned.toInstant().toEpochMilli();
      default:
        return rows.getString(column);
    }
  }

  private static @Nullable BigDecimal decimal(@Nullable BigDecimal value, DataType type)
      throws SQLException {
    if (value == null) {
      return null;
    }
    try {
      BigDecimal scaled = value.setScale(type.scale());
      if (scaled.precision() <= type.precision()) {
        return scaled;
      }
    } catch (ArithmeticException moreDigits) {
      throw new SQLException("the database has " + value + ", which is no " + type, moreDigits);
    }
    throw new SQLException("the database has " + value + ", which is no " + type);
  }

  /**
   * @param parameter from 1
   */
  static void write(
      PreparedStatement statement, int parameter, @Nullable Object value, DataType type)
      throws SQLException {
    if (value == null) {
      statement.setNull(parameter, Types.NULL);
      return;
    }
    switch (type.kind()) {
      case DATE:
        statement.setObject(parameter, LocalDate.ofEpochDay((Integer) value));
        break;
      case TIME:
        statement.setObject(parameter, LocalTime.ofNanoOfDay((Integer) value * 1_000_000L));
        break;
      case TIMESTAMP:
        statement.setObject(
            parameter, LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC));
        break;
      case TIMESTAMP_LTZ:
        statement.setObject(parameter, Instant.ofEpochMilli((Long) value).atOffset(ZoneOffset.UTC));
        break;
      default:
        statement.setObject(parameter, value);
    }
  }
}
