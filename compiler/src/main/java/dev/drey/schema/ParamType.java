package dev.drey.schema;

import dev.drey.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The scalar types that a parameter can have: which texts are values of each. */
enum ParamType {
  STRING(YamlScalar.Kind.TEXT, "a text", ""),
  BOOLEAN(YamlScalar.Kind.BOOLEAN, "`true` or `false`", "true"),
  TINYINT(YamlScalar.Kind.INTEGER, "a whole number from -128 to 127", "1"),
  SMALLINT(YamlScalar.Kind.INTEGER, "a whole number from -32768 to 32767", "1"),
  INT(YamlScalar.Kind.INTEGER, "a whole number below 2147483648", "1"),
  BIGINT(YamlScalar.Kind.INTEGER, "a whole number of at most 64 bits", "1"),
  NUMBER(YamlScalar.Kind.NUMBER, "a number", "1"),
  DATE(YamlScalar.Kind.TEXT, "a date such as `2026-01-31`", "2026-01-01"),
  TIME(YamlScalar.Kind.TEXT, "a time of day such as `12:00:00`", "00:00:00"),
  TIMESTAMP(
      YamlScalar.Kind.TEXT,
      "a time without zone such as `2026-01-31T12:00:00`",
      "2026-01-01T00:00:00"),
  TIMESTAMP_LTZ(
      YamlScalar.Kind.TEXT,
      "a time with its zone such as `2026-01-31T12:00:00Z`",
      "2026-01-01T00:00:00Z");

  private final YamlScalar.Kind kind;
  private final String words;
  private final String standIn;

  ParamType(YamlScalar.Kind kind, String words, String standIn) {
    this.kind = kind;
    this.words = words;
    this.standIn = standIn;
  }

  /** The type of a Flink SQL type text; empty where a parameter cannot have it. */
  static Optional<ParamType> of(String typeText) {
    String text = typeText.trim().toUpperCase(Locale.ROOT).replaceAll("\\s+NOT\\s+NULL$", "");
    switch (text.replaceAll("\\s*\\([0-9, ]*\\)", "")) {
      case "STRING":
      case "VARCHAR":
      case "CHAR":
        return Optional.of(STRING);
      case "INT":
      case "INTEGER":
        return Optional.of(INT);
      case "FLOAT":
      case "DOUBLE":
      case "DECIMAL":
      case "NUMERIC":
        return Optional.of(NUMBER);
      case "BOOLEAN":
        return Optional.of(BOOLEAN);
      case "TINYINT":
        return Optional.of(TINYINT);
      case "SMALLINT":
        return Optional.of(SMALLINT);
      case "BIGINT":
        return Optional.of(BIGINT);
      case "DATE":
        return Optional.of(DATE);
      case "TIME":
        return Optional.of(TIME);
      case "TIMESTAMP":
        return Optional.of(TIMESTAMP);
      case "TIMESTAMP_LTZ":
        return Optional.of(TIMESTAMP_LTZ);
      default:
        return Optional.empty();
    }
  }

  YamlScalar.Kind kind() {
    return kind;
  }

  /** Its values in words. */
  String words() {
    return words;
  }

  boolean accepts(String text) {
    switch (this) {
      case STRING:
        return true;
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
      case NUMBER:
        return isNumber(text);
      case DATE:
        return parses(text, LocalDate::parse);
      case TIME:
        return parses(text, LocalTime::parse);
      case TIMESTAMP:
        return parses(text.replace(' ', 'T'), LocalDateTime::parse);
      case TIMESTAMP_LTZ:
        return Quantities.timestamp(text).isPresent();
    }
    throw new IllegalStateException(name());
  }

  /** A value of this type; for a text the parameter's name, which says most. */
  String standIn(String name) {
    return this == STRING ? name : standIn;
  }

  private static boolean isWhole(String text, int bits) {
    return text.matches("[+-]?[0-9]{1,20}") && new BigInteger(text).bitLength() <= bits;
  }

  private static boolean isNumber(String text) {
    try {
      return Math.abs((long) new BigDecimal(text).scale()) < 1000;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean parses(String text, Function<String, ?> parser) {
    try {
      return parser.apply(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
