// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drey.type.DataType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.types.Row;
import org.apache.flink.util.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * Values of Flink's Table API: read from JSON, turned into ours and back, as texts, as literals.
 */
public final class SqlValues {
  private SqlValues() {}

  static @Nullable Object read(JsonNode json, DataType type) {
    if (json.isNull()) {
      return null;
    }
    String text = json.asText();
    switch (type.kind()) {
      case BOOLEAN:
        return json.booleanValue();
      case TINYINT:
        return Byte.valueOf(text);
      case SMALLINT:
        return Short.valueOf(text);
      case INT:
        return Integer.valueOf(text);
      case BIGINT:
        return Long.valueOf(text);
      case FLOAT:
        return Float.valueOf(text);
      case DOUBLE:
        return Double.valueOf(text);
      case DECIMAL:
        return new BigDecimal(text).setScale(type.scale());
      case BINARY:
      case VARBINARY:
        return StringUtils.hexStringToByte(text);
      case DATE:
        return LocalDate.parse(text);
      case TIME:
        return LocalTime.parse(text);
      case TIMESTAMP:
        return LocalDateTime.parse(text);
      case TIMESTAMP_LTZ:
        return Instant.parse(text);
      case ARRAY:
        @Nullable Object[] array = new @Nullable Object[json.size()];
        for (int i = 0; i < array.length; i++) {
          array[i] = read(json.get(i), type.element());
        }
        return array;
      case MAP:
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        json.forEach(
            pair -> map.put(read(pair.get(0), type.key()), read(pair.get(1), type.element())));
        return map;
      case ROW:
        Row row = new Row(json.size());
        for (int i = 0; i < json.size(); i++) {
          row.setField(i, read(json.get(i), type.row().field(i).type()));
        }
        return row;
      default:
        return text;
    }
  }

  static @Nullable Object toOurs(@Nullable Object value, DataType type) {
    if (value instanceof LocalDate) {
      return (int) ((LocalDate) value).toEpochDay();
    }
    if (value instanceof LocalTime) {
      return (int) (((LocalTime) value).toNanoOfDay() / 1_000_000);
    }
    if (value instanceof LocalDateTime) {
      return ((LocalDateTime) value).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    if (value instanceof Instant) {
      return ((Instant) value).toEpochMilli();
    }
    if (value instanceof Object[]) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object element : (Object[]) value) {
        list.add(toOurs(element, type.element()));
      }
      return list;
    }
    if (value instanceof Map) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> map.put(toOurs(k, type.key()), toOurs(v, type.element())));
      return map;
    }
    if (value instanceof Row) {
      @Nullable Object[] row = new @Nullable Object[((Row) value).getArity()];
      for (int i = 0; i < row.length; i++) {
        row[i] = toOurs(((Row) value).getField(i), type.row().field(i).type());
      }
      return row;
    }
    return value;
  }

  /** A value of ours as the text that {@link #text} gives for Flink's. */
  public static String ourText(@Nullable Object value, DataType type) {
    if (value == null) {
      return "NULL";
    }
    switch (type.kind()) {
      case DATE:
        return text(LocalDate.ofEpochDay((Integer) value));
      case TIME:
        return text(LocalTime.ofNanoOfDay((Integer) value * 1_000_000L));
      case TIMESTAMP:
        return text(LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC));
      case TIMESTAMP_LTZ:
        return text(Instant.ofEpochMilli((Long) value));
      case INTERVAL_DAY_TIME:
        return text(Duration.ofMillis((Long) value));
      case INTERVAL_YEAR_MONTH:
        return text(Period.ofMonths((Integer) value));
      case ARRAY:
        List<String> elements = new ArrayList<>();
        ((List<?>) value).forEach(element -> elements.add(ourText(element, type.element())));
        return elements.toString();
      case MAP:
        Map<String, String> entries = new TreeMap<>();
        ((Map<?, ?>) value)
            .forEach((k, v) -> entries.put(ourText(k, type.key()), ourText(v, type.element())));
        return entries.toString();
      case ROW:
        List<String> fields = new ArrayList<>();
        Object[] row = (Object[]) value;
        for (int i = 0; i < row.length; i++) {
          fields.add(ourText(row[i], type.row().field(i).type()));
        }
        return "ROW" + fields;
      default:
        return text(value);
    }
  }

  /** A value of Flink's, so that two are alike where their texts are. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof String) {
      return "'" + value + "'";
    }
    if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    }
    if (value instanceof byte[]) {
      return "X'" + StringUtils.byteToHexString((byte[]) value) + "'";
    }
    if (value instanceof Period) {
      return ((Period) value).toTotalMonths() + " months";
    }
    if (value.getClass().isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(text(Array.get(value, i)));
      }
      return elements.toString();
    }
    if (value instanceof Map) {
      Map<String, String> entries = new TreeMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put(text(k), text(v)));
      return entries.toString();
    }
    if (value instanceof Row) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < ((Row) value).getArity(); i++) {
        fields.add(text(((Row) value).getField(i)));
      }
      return "ROW" + fields;
    }
    return value.toString();
  }

  /** A literal of exactly this type, or null where SQL has none. */
  static @Nullable String literal(@Nullable Object value, DataType type) {
    String name = type.withNullable(true).toString();
    if (value == null) {
      return "CAST(NULL AS " + name + ")";
    }
    switch (type.kind()) {
      case BOOLEAN:
        return value.equals(true) ? "TRUE" : "FALSE";
      case DATE:
        return "DATE '" + value + "'";
      case TIMESTAMP_LTZ:
        return "TO_TIMESTAMP_LTZ(" + ((Instant) value).toEpochMilli() + ", 3)";
      case BINARY:
      case VARBINARY:
        return "CAST(X'" + StringUtils.byteToHexString((byte[]) value) + "' AS " + name + ")";
      case TIMESTAMP:
        return "CAST('" + value.toString().replace('T', ' ') + "' AS " + name + ")";
      case ARRAY:
        return nested("ARRAY[", elements((Object[]) value, type.element()), name);
      case MAP:
        return nested("MAP[", entries((Map<?, ?>) value, type), name);
      case ROW:
        return null;
      case DOUBLE:
      case FLOAT:
        return "CAST('" + value + "' AS " + name + ")";
      case INT:
        return "(" + value + ")";
      case DECIMAL:
        return "CAST(" + ((BigDecimal) value).toPlainString() + " AS " + name + ")";
      case CHAR:
      case VARCHAR:
        return "CAST('" + value.toString().replace("'", "''") + "' AS " + name + ")";
      default:
        return "CAST("
            + (type.kind().isNumeric() ? value : "'" + value + "'")
            + " AS "
            + name
            + ")";
    }
  }

  private static @Nullable String nested(
      String open, List<@Nullable String> parts, String typeName) {
    return parts.isEmpty() || parts.contains(null)
        ? null
        : "CAST(" + open + String.join(", ", parts) + "] AS " + typeName + ")";
  }

  private static List<@Nullable String> elements(Object[] values, DataType type) {
    List<@Nullable String> literals = new ArrayList<>();
    for (Object value : values) {
      literals.add(literal(value, type));
    }
    return literals;
  }

  private static List<@Nullable String> entries(Map<?, ?> map, DataType type) {
    List<@Nullable String> literals = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          literals.add(literal(key, type.key()));
          literals.add(literal(value, type.element()));
        });
    return literals;
  }
}
