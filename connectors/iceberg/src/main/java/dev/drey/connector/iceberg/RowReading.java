// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Rows of a table as rows of a pipeline, with its {@code onError}. */
final class RowReading extends ProcessFunction<RowData, Object[]> {
  private static final long serialVersionUID = 1;

  /** There is none: a table does not say where a row is. */
  private static final RecordMetadata NOWHERE = key -> null;

  private final FromTable.Fields fields;
  private final RecordReader reader;

  RowReading(FromTable.Fields fields, RecordReader reader) {
    this.fields = fields;
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    reader.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(RowData data, Context context, Collector<Object[]> output)
      throws BadRecordException {
    Object[] row = read(data);
    if (row != null) {
      output.collect(row);
    }
  }

  private Object @Nullable [] read(RowData data) throws BadRecordException {
    Object[] row;
    try {
      row = fields.read(data);
    } catch (BadRecordException bad) {
      return reader.reject(
          String.valueOf(bad.getMessage()),
          data.toString().getBytes(StandardCharsets.UTF_8),
          NOWHERE);
    }
    return reader.accept(row, NOWHERE);
  }
}
