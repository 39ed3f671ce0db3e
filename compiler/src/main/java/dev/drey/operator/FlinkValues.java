// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * The values of a type as rows here carry them, and as Flink SQL takes and gives them: {@link
 * java.time} for times, arrays for lists, {@link Row} for rows. What Flink has of a time beyond
 * milliseconds is cut off, towards the past.
 */
final class FlinkValues implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long NANOS = 1_000_000;

  private final DataType type;
  private final FlinkValues[] parts;

  private FlinkValues(DataType type, FlinkValues... parts) {
    this.type = type;
    this.parts = parts;
  }

  static FlinkValues of(DataType type) {
    switch (type.kind()) {
      case ARRAY:
        return new FlinkValues(type, of(type.element()));
      case MAP:
        return new FlinkValues(type, of(type.key()), of(type.element()));
      case ROW:
        return new FlinkValues(type, of(type.row()));
      default:
        return new FlinkValues(type);
    }
  }

  /** Those of the columns, in order. */
  static FlinkValues[] of(RowType columns) {
    return columns.fields().stream().map(field -> of(field.type())).toArray(FlinkValues[]::new);
  }

  @Nullable Object toFlink(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    switch (type.kind()) {
      case DATE:
        return LocalDate.ofEpochDay((Integer) value);
      case TIME:
        return LocalTime.ofNanoOfDay((Integer) value * NANOS);
      case TIMESTAMP:
        return LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC);
      case TIMESTAMP_LTZ:
        return Instant.ofEpochMilli((Long) value);
      case ARRAY:
        List<?> list = (List<?>) value;
        Object[] array = new Object[list.size()];
        for (int i = 0; i < array.length; i++) {
          array[i] = parts[0].toFlink(list.get(i));
        }
        return array;
      case MAP:
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, each) -> map.put(parts[0].toFlink(key), parts[1].toFlink(each)));
        return map;
      case ROW:
        return row(parts, (Object[]) value);
      default:
        return value;
    }
  }

  @Nullable Object fromFlink(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    switch (type.kind()) {
      case DATE:
        return (int) ((LocalDate) value).toEpochDay();
      case TIME:
        return (int) (((LocalTime) value).toNanoOfDay() / NANOS);
      case TIMESTAMP:
        return ((LocalDateTime) value).toInstant(ZoneOffset.UTC).toEpochMilli();
      case TIMESTAMP_LTZ:
        return ((Instant) value).toEpochMilli();
      case ARRAY:
        int length = Array.getLength(value);
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
          list.add(parts[0].fromFlink(Array.get(value, i)));
        }
        return list;
      case MAP:
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, each) -> map.put(parts[0].fromFlink(key), parts[1].fromFlink(each)));
        return map;
      case ROW:
        return columns(parts, (Row) value, parts.length);
      default:
        return value;
    }
  }

  /** The first values of a row as Flink has them. */
  static Row row(FlinkValues[] columns, Object[] values) {
    Row row = new Row(columns.length);
    for (int i = 0; i < columns.length; i++) {
      row.setField(i, columns[i].toFlink(values[i]));
    }
    return row;
  }

  /**
   * @param length of what comes out: at least as many as there are columns
   */
  static Object[] columns(FlinkValues[] columns, Row row, int length) {
    Object[] values = new Object[length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = columns[i].fromFlink(row.getField(i));
    }
    return values;
  }
}
