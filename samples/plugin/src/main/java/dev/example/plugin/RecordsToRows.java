// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.connector.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Records to rows by the reader that the source was given: it knows the format, the columns that
 * are used, and what {@code onError} says of a bad record.
 */
final class RecordsToRows extends RichFlatMapFunction<Long, Object[]> {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> records;
  private final RecordReader reader;

  RecordsToRows(List<String> records, RecordReader reader) {
    this.records = new ArrayList<>(records);
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    reader.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void flatMap(Long number, Collector<Object[]> out) throws Exception {
    byte[] record = records.get(number.intValue()).getBytes(StandardCharsets.UTF_8);
    Object[] row = reader.read(record, 0, record.length, key -> number);
    if (row != null) {
      out.collect(row);
    }
  }
}
