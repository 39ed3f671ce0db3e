// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.process.RowValue;
import dev.drey.row.RowCheck;
import dev.drey.row.RowSerializer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** A row in Flink's state, in the present layout. */
final class KeptRow implements RowValue {
  private final ValueState<Object[]> state;
  private final RowSerializer rows;

  KeptRow(ValueState<Object[]> state, RowSerializer rows) {
    this.state = state;
    this.rows = rows;
  }

  @Override
  public Object @Nullable [] get() throws Exception {
    Object[] row = state.value();
    return row == null ? null : rows.current(row);
  }

  @Override
  public void set(Object[] row) throws Exception {
    RowCheck.row(rows.rowType(), row);
    state.update(row);
  }

  @Override
  public void clear() {
    state.clear();
  }
}
