// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import dev.drey.row.RowChange;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Rows of {@link ChangeRows} as rows of a pipeline, with its {@code onError}. */
final class ChangeReading extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;

  /** For each column of a row that is made the position of the table's; -1 for metadata. */
  private final int[] positions;

  private final int columns;

  ChangeReading(RecordReader reader, List<Integer> positions) {
    this.reader = reader;
    this.positions = positions.stream().mapToInt(Integer::intValue).toArray();
    this.columns = (int) positions.stream().filter(position -> position >= 0).count();
  }

  @Override
  public void open(OpenContext context) {
    reader.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Object[] read, Context context, Collector<Object[]> output)
      throws BadRecordException {
    Object[] row = row(read);
    if (row != null) {
      output.collect(row);
    }
  }

  private Object @Nullable [] row(@Nullable Object[] read) throws BadRecordException {
    RecordMetadata metadata = ChangeMetadata.in(read, ChangeRows.metadata(columns));
    Boolean deletes = (Boolean) read[ChangeRows.deletes(columns)];
    if (deletes == null) {
      return reader.reject(
          (String) requireNonNull(read[ChangeRows.reason(columns)]),
          (byte[]) read[ChangeRows.raw(columns)],
          metadata);
    }
    @Nullable Object[] row = new Object[positions.length + 1];
    for (int i = 0; i < positions.length; i++) {
      row[i] = positions[i] < 0 ? null : read[positions[i]];
    }
    row[positions.length] = deletes ? RowChange.DELETE : RowChange.PUT;
    return reader.accept(row, metadata);
  }
}
