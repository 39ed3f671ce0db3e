// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.connector.MetadataColumn;
import dev.drey.connector.RecordMetadata;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What the log says of a change beside its rows. */
final class ChangeMetadata {
  private static final String OPERATION = "operation";
  private static final String TABLE = "table";
  private static final String LSN = "lsn";

  static final List<MetadataColumn> COLUMNS =
      List.of(
          MetadataColumn.of(
              OPERATION,
              DataType.string().notNull(),
              "What was done: `read` for a row that was there, else `insert`, `update` or"
                  + " `delete`."),
          MetadataColumn.of(
              "operationTime",
              DataType.timestampLtz(),
              "When it was committed; NULL for a row that was there."),
          MetadataColumn.of(TABLE, DataType.string().notNull(), "The table, behind its schema."),
          MetadataColumn.of(
              LSN,
              DataType.of(TypeKind.BIGINT),
              "Where in the log it stands; NULL for a row that was there."),
          MetadataColumn.of(
              "transaction",
              DataType.of(TypeKind.BIGINT),
              "The transaction's number; NULL for a row that was there."));

  static final List<String> POSITION = List.of(TABLE, OPERATION, LSN);

  private ChangeMetadata() {}

  /** The columns that carry it, none of which a spec can name. */
  static List<Field> fields() {
    return COLUMNS.stream()
        .map(column -> Field.of("$" + column.key(), column.type().withNullable(true)))
        .collect(Collectors.toList());
  }

  /**
   * Writes it into a row.
   *
   * @param from the position of the first column
   */
  static void write(ChangeEvent event, @Nullable Object[] row, int from) {
    Struct source = event.source();
    row[from] = event.operation();
    row[from + 2] = source.getString("schema") + "." + source.getString("table");
    if (!event.isOfSnapshot()) {
      row[from + 1] = source.getInt64("ts_ms");
      row[from + 3] = source.getInt64("lsn");
      row[from + 4] = source.getInt64("txId");
    }
  }

  /** What {@link #write} has written. */
  static RecordMetadata in(@Nullable Object[] row, int from) {
    return key -> {
      for (int i = 0; i < COLUMNS.size(); i++) {
        if (COLUMNS.get(i).key().equals(key)) {
          return row[from + i];
        }
      }
      throw new IllegalArgumentException(key);
    };
  }
}
