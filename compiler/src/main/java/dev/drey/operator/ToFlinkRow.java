// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.connector.ChangeMode;
import dev.drey.row.RowChange;
import dev.drey.type.RowType;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** Rows as Flink SQL takes them. Of rows that change, the kind says what each does. */
public final class ToFlinkRow implements MapFunction<Object[], Row> {
  private static final long serialVersionUID = 1;

  private final FlinkValues[] columns;
  private final ChangeMode mode;

  /**
   * @param mode how the rows change each other
   */
  public ToFlinkRow(RowType columns, ChangeMode mode) {
    this.columns = FlinkValues.of(columns);
    this.mode = mode;
  }

  @Override
  public Row map(Object[] values) {
    Row row = FlinkValues.row(columns, values);
    if (mode != ChangeMode.APPEND) {
      row.setKind(kind(RowChange.in(values)));
    }
    return row;
  }

  private RowKind kind(RowChange change) {
    if (change == RowChange.DELETE) {
      return RowKind.DELETE;
    }
    return mode == ChangeMode.UPSERT ? RowKind.UPDATE_AFTER : RowKind.INSERT;
  }
}
