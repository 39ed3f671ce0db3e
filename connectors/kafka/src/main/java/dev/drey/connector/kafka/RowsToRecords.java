// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.RefusalPolicy;
import dev.drey.connector.SinkContext;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rows as records, before the sink: those that no record can be made of, or that the topic does not
 * take, are set aside here, for Flink's sink fails at them.
 */
final class RowsToRecords extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final RowToRecord records;
  private final RefusalPolicy refusals;
  private final OutputTag<Object[]> refused;

  RowsToRecords(SinkContext context, RowToRecord records) {
    this.records = records;
    this.refusals = RefusalPolicy.of(context);
    this.refused = new OutputTag<>("refused", RowTypeInformation.of(refusals.type()));
  }

  OutputTag<Object[]> refused() {
    return refused;
  }

  SingleOutputStreamOperator<Object[]> of(String sink, DataStream<Object[]> rows) {
    String name = "sink." + sink + ".records";
    SingleOutputStreamOperator<Object[]> made =
        rows.process(this, MadeRecord.TYPE).name(name).uid(name);
    int subtasks = rows.getTransformation().getParallelism();
    return subtasks > 0 ? made.setParallelism(subtasks) : made;
  }

  @Override
  public void open(OpenContext context) {
    refusals.open(getRuntimeContext().getMetricGroup());
    records.open();
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> output) {
    try {
      ProducerRecord<byte[], byte[]> first =
          records.record(row, records.endsBy(row), context.timestamp());
      boolean two = records.writesBothOnDelete() && RowChange.isDelete(row);
      ProducerRecord<byte[], byte[]> second =
          two ? records.record(row, true, context.timestamp()) : null;
      output.collect(MadeRecord.of(first));
      if (second != null) {
        output.collect(MadeRecord.of(second));
      }
    } catch (RefusedRowException cannot) {
      Object[] aside = refusals.refuse(row, cannot.reason());
      if (aside != null) {
        context.output(refused, aside);
      }
    }
  }
}
