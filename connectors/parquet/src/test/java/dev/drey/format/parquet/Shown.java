// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values of ours and of DuckDB's driver in one form, which is equal where they are. */
final class Shown {
  private Shown() {}

  static String row(Object[] row, RowType type) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      values.add(ours(row[i], type.field(i).type()));
    }
    return values.toString();
  }

  private static String ours(@Nullable Object value, DataType type) {
    if (value == null) {
      return "NULL";
    }
    switch (type.kind()) {
      case DATE:
        return date(LocalDate.ofEpochDay((Integer) value));
      case TIME:
        return LocalTime.ofNanoOfDay((Integer) value * 1_000_000L).toString();
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return time(LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC));
      case ARRAY:
        List<String> elements = new ArrayList<>();
        ((List<?>) value).forEach(each -> elements.add(ours(each, type.element())));
        return elements.toString();
      case MAP:
        TreeSet<String> entries = new TreeSet<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, each) ->
                    entries.add(
                        (key == null ? "null" : ours(key, type.key()))
                            + "="
                            + ours(each, type.element())));
        return entries.toString();
      case ROW:
        return row((Object[]) value, type.row());
      default:
        return scalar(value);
    }
  }

  private static String scalar(Object value) {
    if (value instanceof Float) {
      return Integer.toHexString(Float.floatToIntBits((Float) value));
    }
    if (value instanceof Double) {
      return Long.toHexString(Double.doubleToLongBits((Double) value));
    }
    if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    }
    if (value instanceof byte[]) {
      return hex((byte[]) value);
    }
    if (value instanceof String) {
      // Half a character is none in UTF-8.
      return new String(((String) value).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
    return value.toString();
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder("x");
    for (byte each : bytes) {
      hex.append(String.format("%02x", each));
    }
    return hex.toString();
  }

  /** Beyond these years JDBC's classes have another calendar. */
  private static boolean isFar(LocalDate date) {
    return date.getYear() < 1600 || date.getYear() > 9998;
  }

  private static String date(LocalDate date) {
    return isFar(date) ? "far" : date.toString();
  }

  private static String time(LocalDateTime time) {
    return isFar(time.toLocalDate()) ? "far" : time.toString();
  }

  /** As DuckDB's driver gives it. */
  static String theirs(@Nullable Object value) throws SQLException {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Array) {
      return list((Object[]) ((Array) value).getArray());
    }
    if (value instanceof Struct) {
      return list(((Struct) value).getAttributes());
    }
    if (value instanceof Map) {
      TreeSet<String> entries = new TreeSet<>();
      for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
        entries.add(theirs(each.getKey()) + "=" + theirs(each.getValue()));
      }
      return entries.toString();
    }
    if (value instanceof Blob) {
      return hex(((Blob) value).getBytes(1, (int) ((Blob) value).length()));
    }
    if (value instanceof OffsetDateTime) {
      return time(((OffsetDateTime) value).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }
    if (value instanceof Timestamp) {
      return time(((Timestamp) value).toLocalDateTime());
    }
    if (value instanceof LocalDateTime) {
      return time((LocalDateTime) value);
    }
    if (value instanceof LocalDate) {
      return date((LocalDate) value);
    }
    if (value instanceof java.sql.Date) {
      return date(((java.sql.Date) value).toLocalDate());
    }
    return scalar(value);
  }

  private static String list(Object[] values) throws SQLException {
    List<String> shown = new ArrayList<>();
    for (Object each : values) {
      shown.add(theirs(each));
    }
    return shown.toString();
  }
}
