// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowFunction;
import org.jspecify.annotations.Nullable;

/** A column as it stands. */
final class ColumnFunction implements RowFunction {
  private static final long serialVersionUID = 1;

  private final int column;

  ColumnFunction(int column) {
    this.column = column;
  }

  @Override
  public @Nullable Object apply(Object[] row) {
    return row[column];
  }
}
