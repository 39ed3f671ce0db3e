// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.TypeSyntaxException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a type as JSON, in the form of Flink SQL: times by ISO-8601, bytes in base64, decimals
 * without zeros at their end, the keys of an object in their order. A value is one of Jackson's
 * until the text is written.
 */
public final class JsonMaking {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final DataType type;

  private JsonMaking(DataType type) {
    this.type = type;
  }

  /**
   * @param type as SQL has it
   */
  public static JsonMaking of(String type) {
    try {
      return new JsonMaking(DataTypeParser.parse(type));
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(type, e);
    }
  }

  /** Why values of a type have no JSON; null where they have. */
  public static @Nullable String problem(DataType type) {
    switch (type.kind()) {
      case DATE:
      case TIME:
      case INTERVAL_DAY_TIME:
      case INTERVAL_YEAR_MONTH:
        return "values of type " + type.withNullable(true) + " have no form in JSON";
      case ARRAY:
        return problem(type.element());
      case MAP:
        return type.key().kind().isCharacter()
            ? problem(type.element())
            : "the keys of a MAP have to be texts, not " + type.key().withNullable(true);
      case ROW:
        for (Field field : type.row().fields()) {
          String problem = problem(field.type());
          if (problem != null) {
            return problem;
          }
        }
        return null;
      default:
        return null;
    }
  }

  /** A value of the type; null for NULL. */
  public @Nullable Object value(@Nullable Object value) {
    return value(type, value);
  }

  private static @Nullable Object value(DataType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    switch (type.kind()) {
      case TIMESTAMP:
        return time((Long) value);
      case TIMESTAMP_LTZ:
        return time((Long) value) + "Z";
      case DECIMAL:
        BigDecimal number = (BigDecimal) value;
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      case ARRAY:
        List<@Nullable Object> list = new ArrayList<>();
        ((List<?>) value).forEach(element -> list.add(value(type.element(), element)));
        return list;
      case MAP:
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, element) -> map.put(key(key), value(type.element(), element)));
        return map;
      case ROW:
        Object[] row = (Object[]) value;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
          Field field = type.row().field(i);
          fields.put(field.name(), value(field.type(), row[i]));
        }
        return fields;
      default:
        return value;
    }
  }

  private static String key(@Nullable Object key) {
    if (key == null) {
      throw new IllegalArgumentException("a key of JSON cannot be NULL");
    }
    return (String) key;
  }

  private static String time(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)
        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }

  /** A text that is JSON already. */
  public static @Nullable Object raw(@Nullable String json) {
    return json == null ? null : new RawValue(json);
  }

  /** The text of a value; NULL for none. */
  public static @Nullable String text(@Nullable Object value) {
    return value == null ? null : written(value);
  }

  /**
   * An object of keys, each with its value behind it.
   *
   * @param absent whether what is NULL is left out
   */
  public static String object(boolean absent, @Nullable Object[] pairs) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null || !absent) {
        object.put(key(pairs[i]), pairs[i + 1]);
      }
    }
    return written(object);
  }

  /**
   * An array.
   *
   * @param absent whether what is NULL is left out
   */
  public static String array(boolean absent, @Nullable Object[] values) {
    List<@Nullable Object> array = new ArrayList<>();
    for (Object value : values) {
      if (value != null || !absent) {
        array.add(value);
      }
    }
    return written(array);
  }

  private static String written(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this cannot be written as JSON", e);
    }
  }
}
