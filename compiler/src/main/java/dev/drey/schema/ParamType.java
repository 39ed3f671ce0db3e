// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.TypeKind;
import dev.drey.type.TypeSyntaxException;
import dev.drey.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The scalar type of a parameter: which texts are values of it. */
final class ParamType {
  /** Digits of a number and of its exponent: far more than any type keeps. */
  private static final int LONGEST_NUMBER = 400;

  static final ParamType STRING = new ParamType(DataType.string());

  private final DataType type;

  private ParamType(DataType type) {
    this.type = type;
  }

  /**
   * The type of a Flink SQL type text; empty where a parameter cannot have it. A text without
   * length has any, a time without precision has milliseconds.
   */
  static Optional<ParamType> of(String typeText) {
    String bare = typeText.trim().toUpperCase(Locale.ROOT).replaceAll("\\s+(NOT\\s+)?NULL$", "");
    switch (bare) {
      case "VARCHAR":
      case "CHAR":
        return Optional.of(STRING);
      case "TIMESTAMP":
      case "TIMESTAMP_LTZ":
        return of(bare + "(3)");
      default:
        return parsed(bare).filter(ParamType::isScalar).map(ParamType::new);
    }
  }

  private static Optional<DataType> parsed(String text) {
    try {
      return Optional.of(DataTypeParser.parse(text).notNull());
    } catch (TypeSyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isScalar(DataType type) {
    switch (type.kind()) {
      case ARRAY:
      case MAP:
      case ROW:
      case BINARY:
      case VARBINARY:
        return false;
      default:
        return true;
    }
  }

  /** The text of the type, as our own parser reads it. */
  String text() {
    return type.notNull().toString();
  }

  /** What a scalar is that consists of nothing but a reference to the parameter. */
  YamlScalar.Kind kind() {
    switch (type.kind()) {
      case BOOLEAN:
        return YamlScalar.Kind.BOOLEAN;
      case TINYINT:
      case SMALLINT:
      case INT:
      case BIGINT:
        return YamlScalar.Kind.INTEGER;
      case FLOAT:
      case DOUBLE:
      case DECIMAL:
        return YamlScalar.Kind.NUMBER;
      default:
        return YamlScalar.Kind.TEXT;
    }
  }

  /** Its values in words. */
  String words() {
    switch (type.kind()) {
      case BOOLEAN:
        return "`true` or `false`";
      case TINYINT:
        return "a whole number from -128 to 127";
      case SMALLINT:
        return "a whole number from -32768 to 32767";
      case INT:
        return "a whole number from -2147483648 to 2147483647";
      case BIGINT:
        return "a whole number of at most 64 bits";
      case FLOAT:
      case DOUBLE:
        return "a number";
      case DECIMAL:
        return "a number with at most "
            + (type.precision() - type.scale())
            + " digits before and "
            + type.scale()
            + " behind the point, as "
            + type.withNullable(true)
            + " has";
      case DATE:
        return "a date such as `2026-01-31`";
      case TIME:
        return "a time of day such as `12:00:00`" + fraction();
      case TIMESTAMP:
        return "a time without zone such as `2026-01-31T12:00:00`" + fraction();
      case TIMESTAMP_LTZ:
        return "a time with its zone such as `2026-01-31T12:00:00Z`" + fraction();
      default:
        return type.precision() == DataType.UNBOUNDED
            ? "a text"
            : "a text of at most " + type.precision() + " characters";
    }
  }

  private String fraction() {
    return ", with at most " + type.precision() + " digits behind the second";
  }

  boolean accepts(String text) {
    switch (type.kind()) {
      case BOOLEAN:
        return text.equals("true") || text.equals("false");
      case TINYINT:
        return isWhole(text, 7);
      case SMALLINT:
        return isWhole(text, 15);
      case INT:
        return isWhole(text, 31);
      case BIGINT:
        return isWhole(text, 63);
      case FLOAT:
        return number(text).filter(n -> !Float.isInfinite(n.floatValue())).isPresent();
      case DOUBLE:
        return number(text).filter(n -> !Double.isInfinite(n.doubleValue())).isPresent();
      case DECIMAL:
        return number(text).filter(this::isDecimal).isPresent();
      case DATE:
        return parses(text, value -> fits(LocalDate.parse(value).getYear(), 0));
      case TIME:
        return parses(text, value -> fits(1, LocalTime.parse(value).get(NANO_OF_SECOND)));
      case TIMESTAMP:
        return parses(
            text.replace(' ', 'T'),
            value -> {
              LocalDateTime time = LocalDateTime.parse(value);
              return fits(time.getYear(), time.get(NANO_OF_SECOND));
            });
      case TIMESTAMP_LTZ:
        return parses(
            text.replace(' ', 'T'),
            value -> {
              OffsetDateTime time = OffsetDateTime.parse(value);
              return fits(time.getYear(), time.get(NANO_OF_SECOND));
            });
      default:
        return text.codePointCount(0, text.length()) <= type.precision();
    }
  }

  /** Whether the year is one of SQL's and nothing is finer than the type keeps. */
  private boolean fits(int year, int nanos) {
    int unit = BigInteger.TEN.pow(9 - type.precision()).intValue();
    return year >= 1 && year <= 9999 && (type.kind() == TypeKind.DATE || nanos % unit == 0);
  }

  /** A value of this type; for a text the parameter's name, which says most. */
  String standIn(String name) {
    switch (type.kind()) {
      case CHAR:
      case VARCHAR:
        return name.substring(0, Math.min(name.length(), type.precision()));
      case BOOLEAN:
        return "true";
      case DECIMAL:
        return type.precision() > type.scale() ? "1" : "0";
      case DATE:
        return "2026-01-01";
      case TIME:
        return "00:00:00";
      case TIMESTAMP:
        return "2026-01-01T00:00:00";
      case TIMESTAMP_LTZ:
        return "2026-01-01T00:00:00Z";
      default:
        return "1";
    }
  }

  private static boolean isWhole(String text, int bits) {
    return text.matches("[+-]?[0-9]{1,20}") && new BigInteger(text).bitLength() <= bits;
  }

  private static Optional<BigDecimal> number(String text) {
    if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
        || text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }

  private boolean isDecimal(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return bare.signum() == 0
        || (bare.scale() <= type.scale()
            && bare.precision() - bare.scale() <= type.precision() - type.scale());
  }

  private static boolean parses(String text, Function<String, Boolean> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
