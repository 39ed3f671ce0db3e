// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.row.RowChange;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A delete in two records, as Debezium writes it: what tells of it, and the tombstone by which a
 * compacted topic forgets the row. Kafka's sink makes one record of an element, so each row comes
 * with whether it is the tombstone's turn.
 */
final class EndedRows implements KafkaRecordSerializationSchema<Tuple2<Object[], Boolean>> {
  private static final long serialVersionUID = 1;

  private final RowToRecord records;

  EndedRows(RowToRecord records) {
    this.records = records;
  }

  static DataStream<Tuple2<Object[], Boolean>> of(String sink, DataStream<Object[]> rows) {
    String name = "sink." + sink + ".tombstones";
    SingleOutputStreamOperator<Tuple2<Object[], Boolean>> twice =
        rows.flatMap(new Twice())
            .returns(Types.TUPLE(rows.getType(), Types.BOOLEAN))
            .name(name)
            .uid(name);
    int subtasks = rows.getTransformation().getParallelism();
    return subtasks > 0 ? twice.setParallelism(subtasks) : twice;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    records.open(context, sinkContext);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple2<Object[], Boolean> row, KafkaSinkContext context, @Nullable Long timestamp) {
    return records.orFail(row.f0, row.f1, timestamp);
  }

  /** A row, and a second time where it is a delete. */
  private static final class Twice implements FlatMapFunction<Object[], Tuple2<Object[], Boolean>> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(Object[] row, Collector<Tuple2<Object[], Boolean>> out) {
      out.collect(Tuple2.of(row, false));
      if (RowChange.isDelete(row)) {
        out.collect(Tuple2.of(row, true));
      }
    }
  }
}
