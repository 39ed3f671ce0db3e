// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.format.BadRecordException;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events of the log as rows that are on their way to {@link ChangeReading}, which knows the job's
 * metrics: the columns of the table, what the row does or why it is bad, and its metadata.
 *
 * <p>Law: with a key a row is put in the place of the one before it, and a delete has the columns
 * of the key alone; only where a key changes its values the row before is deleted. Without a key
 * the row before is taken back as it was.
 */
final class ChangeRows implements DebeziumDeserializationSchema<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowReader reader;
  private final int[] keys;
  private final int width;
  private final TypeInformation<Object[]> type;

  /**
   * @param columns those that are read of the table
   * @param keys the positions of those by which rows replace each other
   */
  ChangeRows(RowType columns, List<Integer> keys, boolean truncateTimes) {
    this.reader = new RowReader(columns, truncateTimes);
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    List<Field> fields =
        columns.fields().stream()
            .map(column -> Field.of(column.name(), column.type().withNullable(true)))
            .collect(Collectors.toList());
    fields.add(Field.of("$deletes", DataType.of(TypeKind.BOOLEAN)));
    fields.add(Field.of("$reason", DataType.string()));
    fields.add(Field.of("$raw", DataType.bytes()));
    fields.addAll(ChangeMetadata.fields());
    this.width = fields.size();
    this.type = RowTypeInformation.of(RowType.of(fields));
  }

  /** Where a row says whether it deletes; NULL of one that is bad. */
  static int deletes(int columns) {
    return columns;
  }

  /** Where it says why it is bad. */
  static int reason(int columns) {
    return columns + 1;
  }

  /** Where it has what to keep of it if it is bad. */
  static int raw(int columns) {
    return columns + 2;
  }

  /** Where its metadata begins. */
  static int metadata(int columns) {
    return columns + 3;
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }

  @Override
  public void deserialize(SourceRecord record, Collector<Object[]> out) {
    ChangeEvent event = ChangeEvent.of((Struct) record.value());
    List<@Nullable Object[]> rows = new ArrayList<>();
    try {
      rows(event, rows);
    } catch (BadRecordException bad) {
      rows.clear();
      rows.add(bad(event, String.valueOf(bad.getMessage())));
    }
    for (@Nullable Object[] row : rows) {
      ChangeMetadata.write(event, row, metadata(reader.size()));
      out.collect(row);
    }
  }

  private void rows(ChangeEvent event, List<@Nullable Object[]> rows) throws BadRecordException {
    if (event.emptiesTable()) {
      throw new BadRecordException(
          "it empties the table (TRUNCATE), and no row can say so: DELETE says it of each row");
    }
    Struct before = event.before();
    if (event.isDelete()) {
      rows.add(delete(before));
      return;
    }
    Struct after = event.after();
    if (after == null) {
      throw new BadRecordException("it puts a row, but the log does not have it");
    }
    if (event.isUpdate() && (keys.length == 0 || (before != null && keysDiffer(before, after)))) {
      rows.add(delete(before));
    }
    rows.add(whole(after, RowChange.PUT));
  }

  private boolean keysDiffer(Struct before, Struct after) throws BadRecordException {
    for (int key : keys) {
      if (!Objects.equals(reader.value(before, key), reader.value(after, key))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object[] delete(@Nullable Struct before) throws BadRecordException {
    if (before == null) {
      throw new BadRecordException(
          "it takes a row back that the log does not have (ALTER TABLE ... REPLICA IDENTITY FULL"
              + " has it logged)");
    }
    if (keys.length == 0) {
      return whole(before, RowChange.DELETE);
    }
    @Nullable Object[] row = row(RowChange.DELETE);
    for (int key : keys) {
      row[key] = reader.value(before, key);
    }
    return row;
  }

  private @Nullable Object[] whole(Struct columns, RowChange change) throws BadRecordException {
    @Nullable Object[] row = row(change);
    for (int i = 0; i < reader.size(); i++) {
      row[i] = reader.value(columns, i);
    }
    return row;
  }

  private @Nullable Object[] row(@Nullable RowChange change) {
    @Nullable Object[] row = new Object[width];
    row[deletes(reader.size())] = change == null ? null : change == RowChange.DELETE;
    return row;
  }

  private @Nullable Object[] bad(ChangeEvent event, String reason) {
    @Nullable Object[] row = row(null);
    row[reason(reader.size())] = reason;
    row[raw(reader.size())] = event.toString().getBytes(StandardCharsets.UTF_8);
    return row;
  }
}
