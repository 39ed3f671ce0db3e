// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether values are of their type. Rows carry no types: a wrong value shows up far from who made
 * it, or nowhere. With {@code -Ddrey.checkRows=true}, as in all tests, each row is looked at where
 * it is made and where it is written.
 */
public final class RowCheck {
  /** Whether rows are looked at. */
  public static final boolean ON = Boolean.getBoolean("drey.checkRows");

  private RowCheck() {}

  /** Throws where a value of the row is not of its column's type. */
  public static void row(RowType type, @Nullable Object[] row) {
    if (row.length != type.size()) {
      throw wrong("the row", "has " + row.length + " values", "ROW<" + type + ">");
    }
    for (int i = 0; i < row.length; i++) {
      Field field = type.field(i);
      value(field.name(), field.type(), row[i]);
    }
  }

  /** Throws where the value is not of the type. */
  public static void value(String name, DataType type, @Nullable Object value) {
    if (value == null) {
      if (!type.nullable()) {
        throw wrong(name, "is NULL", type.toString());
      }
      return;
    }
    if (!javaType(type).isInstance(value) && !isCell(type, value)) {
      throw wrong(name, "is a " + value.getClass().getName(), type.toString());
    }
    switch (type.kind()) {
      case DECIMAL:
        BigDecimal number = (BigDecimal) value;
        if (number.scale() != type.scale() || number.precision() > type.precision()) {
          throw wrong(name, "is " + number, type.toString());
        }
        break;
      case ARRAY:
        for (Object element : (List<?>) value) {
          value(name + "[]", type.element(), element);
        }
        break;
      case MAP:
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          value(name + " key", type.key(), entry.getKey());
          value(name + "[]", type.element(), entry.getValue());
        }
        break;
      case ROW:
        row(type.row(), (Object[]) value);
        break;
      default:
        break;
    }
  }

  private static boolean isCell(DataType type, Object value) {
    return (type.kind() == TypeKind.BIGINT && value instanceof LongCell)
        || (type.kind() == TypeKind.DOUBLE && value instanceof DoubleCell);
  }

  private static Class<?> javaType(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return Boolean.class;
      case TINYINT:
        return Byte.class;
      case SMALLINT:
        return Short.class;
      case INT:
      case DATE:
      case TIME:
      case INTERVAL_YEAR_MONTH:
        return Integer.class;
      case BIGINT:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
      case INTERVAL_DAY_TIME:
        return Long.class;
      case FLOAT:
        return Float.class;
      case DOUBLE:
        return Double.class;
      case DECIMAL:
        return BigDecimal.class;
      case CHAR:
      case VARCHAR:
        return String.class;
      case BINARY:
      case VARBINARY:
        return byte[].class;
      case ARRAY:
        return List.class;
      case MAP:
        return Map.class;
      default:
        return Object[].class;
    }
  }

  private static IllegalStateException wrong(String name, String what, String type) {
    return new IllegalStateException(name + " " + what + ", where its type is " + type);
  }
}
