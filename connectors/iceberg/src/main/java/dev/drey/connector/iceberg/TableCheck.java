// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ConnectorException;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/** The columns of a pipeline against those of its table, when the job starts. */
final class TableCheck {
  private final String where;
  private final Schema schema;

  private TableCheck(String where, Schema schema) {
    this.where = where;
    this.schema = schema;
  }

  /**
   * @param where the table in words
   */
  static TableCheck of(String where, Schema schema) {
    return new TableCheck(where, schema);
  }

  /**
   * Whether rows have a place.
   *
   * @throws ConnectorException where they have not
   */
  void writes(String sink, RowType rows) {
    for (Field field : rows.fields()) {
      Types.NestedField column = schema.findField(field.name());
      if (column == null || !schema.columns().contains(column)) {
        throw refused(
            sink,
            "there is no column `"
                + field.name()
                + "`; it has "
                + names()
                + " (add the column to the table, or leave it out with `drop: ["
                + field.name()
                + "]` in a stream before)");
      }
      if (!TypeFit.writes(field.type(), column.type())) {
        throw refused(
            sink,
            "`"
                + field.name()
                + "` is "
                + column.type()
                + " in the table, which does not take "
                + field.type().withNullable(true)
                + TypeFit.declared(column.type())
                    .map(type -> " (cast it to " + type + " in a stream before)")
                    .orElse(""));
      }
      if (column.isRequired() && field.type().nullable()) {
        throw refused(
            sink,
            "`"
                + field.name()
                + "` is required in the table, and the rows may have NULL there (declare it NOT"
                + " NULL, or give it a value with COALESCE in a stream before)");
      }
    }
    for (Types.NestedField column : schema.columns()) {
      if (column.isRequired() && !rows.contains(column.name())) {
        throw refused(
            sink,
            "the table requires `"
                + column.name()
                + "`, which the rows have not (add it in a stream before, with `add: {"
                + column.name()
                + ": ...}`)");
      }
    }
  }

  /**
   * Whether a table takes rows that replace each other.
   *
   * @throws ConnectorException where it does not
   */
  static void replaces(String sink, String where, Table table, List<String> key) {
    int version =
        table instanceof HasTableOperations
            ? ((HasTableOperations) table).operations().current().formatVersion()
            : 2;
    if (version < 2) {
      throw new ConnectorException(
          "sink `"
              + sink
              + "` has a `key`, and "
              + where
              + " has format version 1, which knows no deletes (set the table's property"
              + " `format-version` to 2)");
    }
    for (PartitionField partition : table.spec().fields()) {
      String column = table.schema().findColumnName(partition.sourceId());
      if (!key.contains(column)) {
        throw new ConnectorException(
            "sink `"
                + sink
                + "`: "
                + where
                + " is partitioned by `"
                + column
                + "`, which is not in `key: ["
                + String.join(", ", key)
                + "]`, so that a row could not find the one that it replaces in another partition");
      }
    }
  }

  /**
   * Whether the declared columns are there.
   *
   * @throws ConnectorException where they are not
   */
  void reads(String source, RowType declared) {
    for (Field field : declared.fields()) {
      Types.NestedField column = schema.findField(field.name());
      if (column == null || !schema.columns().contains(column)) {
        throw new ConnectorException(
            "source `"
                + source
                + "`: "
                + where
                + " has no column `"
                + field.name()
                + "`; it has "
                + names());
      }
      if (!TypeFit.reads(column.type(), field.type())) {
        Optional<String> own = TypeFit.declared(column.type());
        throw new ConnectorException(
            "source `"
                + source
                + "`: `"
                + field.name()
                + "` of "
                + where
                + " is "
                + column.type()
                + ", which does not fit into "
                + field.type().withNullable(true)
                + own.map(type -> " (declare it as " + type + ")")
                    .orElse(" (leave it out of the type: no column can hold it)"));
      }
    }
  }

  private String names() {
    return RowType.listed(
        schema.columns().stream().map(Types.NestedField::name).collect(Collectors.toList()));
  }

  private ConnectorException refused(String sink, String what) {
    return new ConnectorException("sink `" + sink + "` does not fit " + where + ": " + what);
  }

  /** The first column that no table can have; empty where all can. */
  static Optional<Field> impossible(RowType rows) {
    return rows.fields().stream().filter(field -> !isPossible(field.type())).findFirst();
  }

  private static boolean isPossible(DataType type) {
    switch (type.kind()) {
      case ARRAY:
        return isPossible(type.element());
      case MAP:
        return isPossible(type.key()) && isPossible(type.element());
      case ROW:
        return type.row().size() > 0 && impossible(type.row()).isEmpty();
      default:
        return ColumnTypes.scalar(type).isPresent();
    }
  }
}
