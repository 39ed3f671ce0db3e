// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ChangeMode;
import dev.drey.row.RowChange;
import dev.drey.type.RowType;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.Schema;

/** Rows as Iceberg's writers take them, in the order of the table's columns. */
final class RowWriting implements MapFunction<Object[], RowData> {
  private static final long serialVersionUID = 1;

  private final ToTable.Fields fields;
  private final boolean changing;

  RowWriting(RowType rows, Schema table, ChangeMode changes) {
    this.fields = ToTable.Fields.of(rows, table.asStruct());
    this.changing = changes != ChangeMode.APPEND;
  }

  @Override
  public RowData map(Object[] row) {
    GenericRowData written = fields.write(row);
    if (changing && RowChange.isDelete(row)) {
      written.setRowKind(RowKind.DELETE);
    }
    return written;
  }
}
