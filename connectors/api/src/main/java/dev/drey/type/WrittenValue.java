// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/**
 * Scalars that somebody writes into a YAML file, as the Java values that columns carry: numbers
 * also as {@code 1.0} or {@code 1e3}, {@code true} and {@code false}, times in ISO-8601 to the
 * millisecond, with their zone where the type has one, bytes in base64, intervals as their number.
 */
public final class WrittenValue {
  private WrittenValue() {}

  /** The value; empty where the text is none of the type, and for lists, maps and rows. */
  public static Optional<Object> of(DataType type, String text) {
    try {
      return number(type, text)
          .or(() -> fitting(type, text))
          .or(() -> time(type.kind(), text.replace(' ', 'T')));
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> number(DataType type, String text) {
    switch (type.kind()) {
      case TINYINT:
        return Optional.of(new BigDecimal(text).byteValueExact());
      case SMALLINT:
        return Optional.of(new BigDecimal(text).shortValueExact());
      case INT:
      case INTERVAL_YEAR_MONTH:
        return Optional.of(new BigDecimal(text).intValueExact());
      case BIGINT:
      case INTERVAL_DAY_TIME:
        return Optional.of(new BigDecimal(text).longValueExact());
      case FLOAT:
        return Optional.of(Float.valueOf(text));
      case DOUBLE:
        return Optional.of(Double.valueOf(text));
      case DECIMAL:
        BigDecimal decimal = new BigDecimal(text).setScale(type.scale());
        return Optional.<Object>of(decimal).filter(n -> decimal.precision() <= type.precision());
      default:
        return Optional.empty();
    }
  }

  private static Optional<Object> fitting(DataType type, String text) {
    switch (type.kind()) {
      case BOOLEAN:
        return Optional.<Object>of(Boolean.valueOf(text)).filter(b -> b.toString().equals(text));
      case CHAR:
      case VARCHAR:
        return Optional.<Object>of(text)
            .filter(t -> text.codePointCount(0, text.length()) <= type.precision());
      case BINARY:
      case VARBINARY:
        return Optional.of(Base64.getDecoder().decode(text));
      default:
        return Optional.empty();
    }
  }

  private static Optional<Object> time(TypeKind kind, String text) {
    switch (kind) {
      case DATE:
        return Optional.of((int) LocalDate.parse(text).toEpochDay());
      case TIME:
        return Optional.of((int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000));
      case TIMESTAMP:
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli());
      case TIMESTAMP_LTZ:
        return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
      default:
        return Optional.empty();
    }
  }
}
