// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import static java.util.Objects.requireNonNull;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values of an older type as values of a newer one that has room for all of them: none is rounded,
 * cut or refused.
 */
final class Widening {
  /** The value as it is. */
  static final Widening NONE = new Widening(true, value -> value);

  private final boolean keepsBytes;
  private final UnaryOperator<Object> function;

  private Widening(boolean keepsBytes, UnaryOperator<Object> function) {
    this.keepsBytes = keepsBytes;
    this.function = function;
  }

  /** Null where the newer type has no room for some value of the older one. */
  static @Nullable Widening of(DataType from, DataType to) {
    if (from.nullable() && !to.nullable()) {
      return null;
    }
    if (from.withNullable(true).equals(to.withNullable(true))) {
      return NONE;
    }
    switch (to.kind()) {
      case SMALLINT:
      case INT:
      case BIGINT:
        return from.kind().isInteger() && from.kind().compareTo(to.kind()) < 0
            ? new Widening(false, integer(to.kind()))
            : null;
      case DOUBLE:
        return from.kind() == TypeKind.FLOAT
            ? new Widening(false, value -> ((Float) value).doubleValue())
            : null;
      case DECIMAL:
        return decimal(from, to);
      case ARRAY:
        return from.kind() == TypeKind.ARRAY ? array(from, to) : null;
      case MAP:
        return from.kind() == TypeKind.MAP ? map(from, to) : null;
      case ROW:
        return from.kind() == TypeKind.ROW ? row(from, to) : null;
      default:
        return longer(from, to);
    }
  }

  private static UnaryOperator<Object> integer(TypeKind to) {
    switch (to) {
      case SMALLINT:
        return value -> ((Number) value).shortValue();
      case INT:
        return value -> ((Number) value).intValue();
      default:
        return value -> ((Number) value).longValue();
    }
  }

  private static @Nullable Widening decimal(DataType from, DataType to) {
    if (from.kind() != TypeKind.DECIMAL
        || to.scale() < from.scale()
        || to.precision() - to.scale() < from.precision() - from.scale()) {
      return null;
    }
    boolean sameBytes =
        to.scale() == from.scale() && DecimalCodec.sameBytes(from.precision(), to.precision());
    int scale = to.scale();
    return new Widening(
        sameBytes, value -> ((BigDecimal) value).setScale(scale, RoundingMode.UNNECESSARY));
  }

  /** Texts, bytes and times of the same or a greater length or precision. */
  private static @Nullable Widening longer(DataType from, DataType to) {
    boolean sameKind =
        from.kind() == to.kind() && to.kind() != TypeKind.CHAR && to.kind() != TypeKind.BINARY;
    boolean fixedToVarying =
        (from.kind() == TypeKind.CHAR && to.kind() == TypeKind.VARCHAR)
            || (from.kind() == TypeKind.BINARY && to.kind() == TypeKind.VARBINARY);
    return (sameKind || fixedToVarying) && from.precision() <= to.precision() ? NONE : null;
  }

  private static @Nullable Widening array(DataType from, DataType to) {
    Widening element = of(from.element(), to.element());
    if (element == null || element == NONE) {
      return element;
    }
    return new Widening(
        element.keepsBytes,
        value -> {
          List<@Nullable Object> widened = new ArrayList<>();
          for (Object each : (List<?>) value) {
            widened.add(each == null ? null : element.apply(each));
          }
          return widened;
        });
  }

  private static @Nullable Widening map(DataType from, DataType to) {
    Widening key = of(from.key(), to.key());
    Widening element = of(from.element(), to.element());
    if (key == null || element == null) {
      return null;
    }
    return new Widening(
        key.keepsBytes && element.keepsBytes,
        value -> {
          Map<@Nullable Object, @Nullable Object> widened = new LinkedHashMap<>();
          ((Map<?, ?>) value)
              .forEach(
                  (k, v) ->
                      widened.put(
                          k == null ? null : key.apply(k), v == null ? null : element.apply(v)));
          return widened;
        });
  }

  private static @Nullable Widening row(DataType from, DataType to) {
    RowConversion conversion = RowConversion.of(from.row(), to.row());
    return conversion == null
        ? null
        : new Widening(conversion.keepsBytes(), value -> conversion.apply((Object[]) value));
  }

  boolean keepsBytes() {
    return keepsBytes;
  }

  Object apply(Object value) {
    return requireNonNull(function.apply(value));
  }
}
