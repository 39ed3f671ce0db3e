// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import org.apache.calcite.rel.type.RelDataType;

/** The Java types of values within generated code. SQL NULL is a flag beside a primitive. */
enum JavaType {
  BOOLEAN("boolean", "Boolean", "false"),
  BYTE("byte", "Byte", "(byte) 0"),
  SHORT("short", "Short", "(short) 0"),
  INT("int", "Integer", "0"),
  LONG("long", "Long", "0L"),
  FLOAT("float", "Float", "0.0f"),
  DOUBLE("double", "Double", "0.0d"),
  DECIMAL("java.math.BigDecimal", "java.math.BigDecimal", "null"),
  STRING("String", "String", "null"),
  BYTES("byte[]", "byte[]", "null"),
  LIST("java.util.List", "java.util.List", "null"),
  MAP("java.util.Map", "java.util.Map", "null"),
  ROW("Object[]", "Object[]", "null");

  private final String text;
  private final String boxed;
  private final String nothing;

  JavaType(String text, String boxed, String nothing) {
    this.text = text;
    this.boxed = boxed;
    this.nothing = nothing;
  }

  String text() {
    return text;
  }

  String boxed() {
    return boxed;
  }

  /** What stands in a variable whose value is NULL. */
  String nothing() {
    return nothing;
  }

  boolean isPrimitive() {
    return compareTo(DOUBLE) <= 0;
  }

  boolean isInteger() {
    return this == BYTE || this == SHORT || this == INT || this == LONG;
  }

  boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  boolean isNumeric() {
    return isInteger() || isFloating() || this == DECIMAL;
  }

  static JavaType of(RelDataType type) {
    switch (type.getSqlTypeName()) {
      case BOOLEAN:
      case NULL:
        return BOOLEAN;
      case TINYINT:
        return BYTE;
      case SMALLINT:
        return SHORT;
      case INTEGER:
      case DATE:
      case TIME:
        return INT;
      case BIGINT:
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return LONG;
      case REAL:
        return FLOAT;
      case FLOAT:
      case DOUBLE:
        return DOUBLE;
      case DECIMAL:
        return DECIMAL;
      case CHAR:
      case VARCHAR:
        return STRING;
      case BINARY:
      case VARBINARY:
        return BYTES;
      case ARRAY:
        return LIST;
      case MAP:
        return MAP;
      case ROW:
        return ROW;
      default:
        return interval(type);
    }
  }

  private static JavaType interval(RelDataType type) {
    switch (type.getSqlTypeName()) {
      case INTERVAL_YEAR:
      case INTERVAL_YEAR_MONTH:
      case INTERVAL_MONTH:
        return INT;
      case INTERVAL_DAY:
      case INTERVAL_DAY_HOUR:
      case INTERVAL_DAY_MINUTE:
      case INTERVAL_DAY_SECOND:
      case INTERVAL_HOUR:
      case INTERVAL_HOUR_MINUTE:
      case INTERVAL_HOUR_SECOND:
      case INTERVAL_MINUTE:
      case INTERVAL_MINUTE_SECOND:
      case INTERVAL_SECOND:
        return LONG;
      default:
        throw new IllegalArgumentException("no Java type for " + type.getFullTypeString());
    }
  }
}
