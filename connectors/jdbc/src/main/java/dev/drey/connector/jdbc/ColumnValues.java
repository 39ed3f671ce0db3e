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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Values of a database's columns as those of ours, and the other way round. */
final class ColumnValues {
  /** What a server of MySQL has for no date at all. */
  private static final String NO_DAY = "0000-00-00";

  /** The state by which the standard calls what is wrong with a value. */
  private static final String MISFIT = "22000";

  /** As texts, for one of MySQL's drivers leaves out the fractions of seconds of an old server. */
  private static final DateTimeFormatter MYSQL_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private static final DateTimeFormatter MYSQL_TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

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
  static @Nullable Object read(ResultSet rows, int column, DataType type, Dialect dialect)
      throws SQLException {
    Object value = present(rows, column, type, dialect);
    return rows.wasNull() ? null : value;
  }

  private static @Nullable Object present(
      ResultSet rows, int column, DataType type, Dialect dialect) throws SQLException {
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
        LocalTime time =
            dialect == Dialect.MYSQL
                ? time(rows.getString(column))
                : rows.getObject(column, LocalTime.class);
        return time == null ? null : (int) (time.toNanoOfDay() / 1_000_000);
      case TIMESTAMP:
        LocalDateTime local =
            dialect == Dialect.MYSQL
                ? local(rows.getString(column))
                : rows.getObject(column, LocalDateTime.class);
        return local == null ? null : millis(local);
      case TIMESTAMP_LTZ:
        if (dialect == Dialect.MYSQL) {
          LocalDateTime utc = local(rows.getString(column));
          return utc == null ? null : millis(utc);
        }
        OffsetDateTime zoned = rows.getObject(column, OffsetDateTime.class);
        return zoned == null ? null : zoned.toInstant().toEpochMilli();
      default:
        return rows.getString(column);
    }
  }

  /** Of a value of the database that is none of the declared type. */
  static SQLException misfit(String words) {
    return new SQLException(words, MISFIT);
  }

  private static SQLException misfit(String words, RuntimeException cause) {
    return new SQLException(words, MISFIT, cause);
  }

  private static long millis(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static @Nullable LocalDateTime local(@Nullable String text) throws SQLException {
    if (text == null || text.startsWith(NO_DAY)) {
      return null;
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException none) {
      throw misfit("the database has " + text + ", which is no time", none);
    }
  }

  /** MySQL's TIME is also a span. */
  private static @Nullable LocalTime time(@Nullable String text) throws SQLException {
    if (text == null) {
      return null;
    }
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException span) {
      throw misfit("the database has the TIME " + text + ", which is no time of a day", span);
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
      throw misfit("the database has " + value + ", which is no " + type, moreDigits);
    }
    throw misfit("the database has " + value + ", which is no " + type);
  }

  /**
   * @param parameter from 1
   */
  static void write(
      PreparedStatement statement,
      int parameter,
      @Nullable Object value,
      DataType type,
      Dialect dialect)
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
        LocalTime time = LocalTime.ofNanoOfDay((Integer) value * 1_000_000L);
        statement.setObject(parameter, dialect == Dialect.MYSQL ? MYSQL_TIME.format(time) : time);
        break;
      case TIMESTAMP:
        LocalDateTime local = utc(value).toLocalDateTime();
        statement.setObject(
            parameter, dialect == Dialect.MYSQL ? MYSQL_TIMESTAMP.format(local) : local);
        break;
      case TIMESTAMP_LTZ:
        OffsetDateTime zoned = utc(value);
        statement.setObject(
            parameter, dialect == Dialect.MYSQL ? MYSQL_TIMESTAMP.format(zoned) : zoned);
        break;
      default:
        statement.setObject(parameter, value);
    }
  }

  private static OffsetDateTime utc(Object millis) {
    return Instant.ofEpochMilli((Long) millis).atOffset(ZoneOffset.UTC);
  }
}
