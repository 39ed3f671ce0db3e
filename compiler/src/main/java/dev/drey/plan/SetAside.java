// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of rows that a stream sets aside for an expression: those of the row, then {@code
 * reason}, what came of the expression, and {@code expression}, its SQL.
 */
public final class SetAside {
  private static final List<Field> ADDED =
      List.of(
          Field.of("reason", DataType.string().notNull()),
          Field.of("expression", DataType.string().notNull()));

  private SetAside() {}

  /** What stands behind the columns of the row. */
  public static List<Field> added() {
    return ADDED;
  }

  /** The columns of a row that is set aside. */
  public static RowType type(RowType row) {
    List<Field> fields = new ArrayList<>(row.fields());
    fields.addAll(ADDED);
    return RowType.of(fields);
  }
}
