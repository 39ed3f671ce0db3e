// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

/**
 * The kinds of Flink SQL types that a column can have, with the Java value that carries each in a
 * row. SQL NULL is Java null for every kind.
 */
public enum TypeKind {
  /** {@link Boolean}. */
  BOOLEAN("BOOLEAN"),
  /** {@link Byte}. */
  TINYINT("TINYINT"),
  /** {@link Short}. */
  SMALLINT("SMALLINT"),
  /** {@link Integer}. */
  INT("INT"),
  /** {@link Long}. */
  BIGINT("BIGINT"),
  /** {@link Float}, four bytes. */
  FLOAT("FLOAT"),
  /** {@link Double}. */
  DOUBLE("DOUBLE"),
  /** {@link java.math.BigDecimal} with exactly the type's scale. */
  DECIMAL("DECIMAL"),
  /** {@link String} of exactly {@code length} characters. */
  CHAR("CHAR"),
  /** {@link String}; {@code STRING} is {@code VARCHAR(2147483647)}. */
  VARCHAR("VARCHAR"),
  /** {@code byte[]} of exactly {@code length} bytes. */
  BINARY("BINARY"),
  /** {@code byte[]}; {@code BYTES} is {@code VARBINARY(2147483647)}. */
  VARBINARY("VARBINARY"),
  /** {@link Integer}: days since 1970-01-01. */
  DATE("DATE"),
  /** {@link Integer}: milliseconds of the day. */
  TIME("TIME"),
  /** {@link Long}: milliseconds since 1970-01-01T00:00:00 on a clock without a zone. */
  TIMESTAMP("TIMESTAMP"),
  /** {@link Long}: milliseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP_LTZ("TIMESTAMP_LTZ"),
  /** {@link Long}: milliseconds. Only inside expressions and as a session gap. */
  INTERVAL_DAY_TIME("INTERVAL DAY TO SECOND"),
  /** {@link Integer}: months. Only inside expressions. */
  INTERVAL_YEAR_MONTH("INTERVAL YEAR TO MONTH"),
  /** {@link java.util.List} of the element's values. */
  ARRAY("ARRAY"),
  /** {@link java.util.Map} from the key's to the value's values. */
  MAP("MAP"),
  /** {@code Object[]}, one slot a field. */
  ROW("ROW");

  private final String sqlName;

  TypeKind(String sqlName) {
    this.sqlName = sqlName;
  }

  /** The name as Flink SQL writes it, without parameters. */
  public String sqlName() {
    return sqlName;
  }

  public boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
  }

  public boolean isNumeric() {
    return isInteger() || this == FLOAT || this == DOUBLE || this == DECIMAL;
  }

  public boolean isCharacter() {
    return this == CHAR || this == VARCHAR;
  }

  public boolean isBinary() {
    return this == BINARY || this == VARBINARY;
  }

  /** Whether a value is made of others. */
  public boolean isNested() {
    return this == ARRAY || this == MAP || this == ROW;
  }

  /** Whether a value is a point in time that event time can be read from. */
  public boolean isTimestamp() {
    return this == TIMESTAMP || this == TIMESTAMP_LTZ;
  }
}
