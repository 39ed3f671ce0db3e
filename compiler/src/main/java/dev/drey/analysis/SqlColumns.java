// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ChangeMode;
import dev.drey.plan.Changes;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;

/** The columns of a stream as a table of a query. */
final class SqlColumns {
  private SqlColumns() {}

  /** A delete by key may have nothing but its key: so the other columns may be NULL. */
  static RowType given(RowType columns, Changes changes) {
    if (changes.mode() != ChangeMode.UPSERT) {
      return columns;
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Field field = columns.field(i);
      fields.add(
          changes.keys().contains(i)
              ? field
              : Field.of(field.name(), field.type().withNullable(true)));
    }
    return RowType.of(fields);
  }
}
