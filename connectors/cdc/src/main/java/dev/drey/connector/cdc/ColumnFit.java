// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.format.text.WholeNumberFit;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which type of a spec a column of PostgreSQL can be read as. What fits by its kind may still have
 * a value that does not, such as a bigint beyond INT: that row is bad.
 */
final class ColumnFit {
  private static final Set<String> TEXTS =
      Set.of(
          "text",
          "varchar",
          "bpchar",
          "name",
          "citext",
          "uuid",
          "json",
          "jsonb",
          "xml",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "ltree",
          "interval",
          "timetz",
          "hstore",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange");

  private static final Map<String, String> WHOLE_NUMBERS =
      Map.of("int2", "SMALLINT", "int4", "INT", "int8", "BIGINT", "oid", "BIGINT");

  private static final Map<String, TypeKind> ALIKE =
      Map.of(
          "bool", TypeKind.BOOLEAN,
          "float4", TypeKind.FLOAT,
          "float8", TypeKind.DOUBLE,
          "date", TypeKind.DATE,
          "time", TypeKind.TIME,
          "timestamp", TypeKind.TIMESTAMP,
          "timestamptz", TypeKind.TIMESTAMP_LTZ);

  private final Predicate<DataType> takes;
  private final String declared;

  private ColumnFit(Predicate<DataType> takes, String declared) {
    this.takes = takes;
    this.declared = declared;
  }

  /** What to write in the place of a type that no column is read as; empty for others. */
  static Optional<String> impossible(DataType type) {
    switch (type.kind()) {
      case ROW:
      case MAP:
        return Optional.of(
            "declare it STRING: json, jsonb and hstore are read as JSON text; a column of columns is"
                + " not read at all");
      case INTERVAL_DAY_TIME:
      case INTERVAL_YEAR_MONTH:
        return Optional.of("declare it STRING: an interval is read as ISO-8601 writes it");
      case ARRAY:
        return type.element().kind() == TypeKind.ARRAY
            ? Optional.of("declare it as ARRAY of what its lists have: lists in lists are not read")
            : impossible(type.element());
      default:
        return Optional.empty();
    }
  }

  /**
   * @param column its own type or, of a domain, the one below
   */
  static Optional<ColumnFit> of(TableColumn column) {
    String name = column.typeName();
    if (column.isArray()) {
      return of(column.element())
          .map(
              element ->
                  new ColumnFit(
                      type -> type.kind() == TypeKind.ARRAY && element.takes(type.element()),
                      "ARRAY<" + element.declared + ">"));
    }
    if (column.isEnum() || TEXTS.contains(name)) {
      return fit(type -> type.kind().isCharacter(), "STRING");
    }
    if (WHOLE_NUMBERS.containsKey(name)) {
      return fit(type -> WholeNumberFit.takes(type.kind()), WHOLE_NUMBERS.get(name));
    }
    switch (name) {
      case "numeric":
      case "money":
        return fit(
            type -> type.kind() == TypeKind.DECIMAL || type.kind().isCharacter(),
            column.precision() > 0 && column.precision() <= 38
                ? "DECIMAL(" + column.precision() + ", " + Math.max(0, column.scale()) + ")"
                : "DECIMAL(38, 10)");
      case "float4":
        return fit(
            type -> type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE, "FLOAT");
      case "bytea":
        return fit(type -> type.kind().isBinary(), "BYTES");
      case "time":
      case "timestamp":
      case "timestamptz":
        return alike(name, "(3)");
      default:
        return alike(name, "");
    }
  }

  private static Optional<ColumnFit> alike(String name, String precision) {
    return Optional.ofNullable(ALIKE.get(name))
        .flatMap(kind -> fit(type -> type.kind() == kind, kind.sqlName() + precision));
  }

  private static Optional<ColumnFit> fit(Predicate<DataType> takes, String declared) {
    return Optional.of(new ColumnFit(takes, declared));
  }

  boolean takes(DataType type) {
    return takes.test(type);
  }

  /** What to declare, as a spec writes it. */
  String declared() {
    return declared;
  }
}
