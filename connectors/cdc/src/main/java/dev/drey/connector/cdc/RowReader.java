// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.format.BadRecordException;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Rows of the table, column by column. */
final class RowReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] names;
  private final ColumnReader[] readers;

  RowReader(RowType columns, boolean truncateTimes) {
    this.names = columns.names().toArray(new String[0]);
    List<ColumnReader> ofColumns = new ArrayList<>();
    for (dev.drey.type.Field column : columns.fields()) {
      ofColumns.add(new ColumnReader(column.name(), column.type(), truncateTimes));
    }
    this.readers = ofColumns.toArray(new ColumnReader[0]);
  }

  int size() {
    return names.length;
  }

  /** The value of a column in a row of the table. */
  @Nullable Object value(Struct row, int column) throws BadRecordException {
    Field field = row.schema().field(names[column]);
    if (field == null) {
      throw new BadRecordException("the table has no column `" + names[column] + "` any more");
    }
    // The other getter gives what the table has as its default for a NULL.
    Object value = row.getWithoutDefault(field.name());
    return value == null ? null : readers[column].read(field.schema(), value);
  }
}
