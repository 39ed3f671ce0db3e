// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

/** A column of a table, as PostgreSQL's catalog has it. */
final class TableColumn {
  /** Of its own modifier of types, before what it says. */
  private static final int HEADER = 4;

  private final String name;
  private final String typeName;
  private final String shownType;
  private final boolean isEnum;
  private final int modifier;

  /**
   * @param typeName as {@code pg_type} has it: {@code int4}, and {@code _int4} for a list of these
   * @param shownType as the database shows it: {@code integer}
   * @param modifier such as the digits of a numeric; -1 for none
   */
  TableColumn(String name, String typeName, String shownType, boolean isEnum, int modifier) {
    this.name = name;
    this.typeName = typeName;
    this.shownType = shownType;
    this.isEnum = isEnum;
    this.modifier = modifier;
  }

  String name() {
    return name;
  }

  String typeName() {
    return typeName;
  }

  String shownType() {
    return shownType;
  }

  boolean isEnum() {
    return isEnum;
  }

  boolean isArray() {
    return typeName.startsWith("_");
  }

  /** The column that a list is one of many of. */
  TableColumn element() {
    return new TableColumn(name, typeName.substring(1), shownType, false, modifier);
  }

  /** Digits of a numeric; 0 where it has any number of them. */
  int precision() {
    return modifier < HEADER ? 0 : ((modifier - HEADER) >> 16) & 0xffff;
  }

  /** Digits behind the point. */
  int scale() {
    return modifier < HEADER ? 0 : (modifier - HEADER) & 0x7ff;
  }
}
