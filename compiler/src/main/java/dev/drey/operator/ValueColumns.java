// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.io.Serializable;
import java.util.List;

/** The columns of a sink's rows that the value of a record holds, in the order of the value. */
public final class ValueColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] columns;
  private final int width;

  /**
   * @param columns their positions in the rows
   * @param width the number of columns of the rows
   */
  public ValueColumns(List<Integer> columns, int width) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.width = width;
  }

  /** The value's columns, with what stands behind the columns of the row behind them. */
  Object[] of(Object[] row) {
    int behind = row.length - width;
    Object[] value = new Object[columns.length + behind];
    for (int i = 0; i < columns.length; i++) {
      value[i] = row[columns[i]];
    }
    System.arraycopy(row, width, value, columns.length, behind);
    return value;
  }

  /** A row whose value this is; its other columns are NULL. */
  Object[] spread(Object[] value) {
    int behind = value.length - columns.length;
    Object[] row = new Object[width + behind];
    for (int i = 0; i < columns.length; i++) {
      row[columns[i]] = value[i];
    }
    System.arraycopy(value, columns.length, row, width, behind);
    return row;
  }
}
