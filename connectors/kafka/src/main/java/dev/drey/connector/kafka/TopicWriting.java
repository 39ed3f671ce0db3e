// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Refusal;
import dev.drey.connector.RefusingSink;
import dev.drey.connector.SinkContext;
import dev.drey.shape.OptionValues;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * A use of Kafka as a sink: Flink's {@link KafkaSink}. At-least-once flushes at each checkpoint;
 * exactly-once writes in a transaction from checkpoint to checkpoint, so that a reader who asks for
 * committed records sees each once, a checkpoint later.
 */
final class TopicWriting {
  private TopicWriting() {}

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    Properties properties =
        ClientProperties.sink(
            context.name(), context.options(), context.delivery() == Delivery.EXACTLY_ONCE);
    RowToRecord records = new RowToRecord(context, properties);
    if (context.refusal() != Refusal.FAIL) {
      RowsToRecords made = new RowsToRecords(context, records);
      SingleOutputStreamOperator<Object[]> all = made.of(context.name(), rows);
      MadeRecord asTheyAre = new MadeRecord(context.options().get(KafkaOptions.TOPIC));
      return RefusingSink.of(
          all.sinkTo(sink(context, properties, asTheyAre)), all.getSideOutput(made.refused()));
    }
    return records.writesBothOnDelete()
        ? EndedRows.of(context.name(), rows)
            .sinkTo(sink(context, properties, new EndedRows(records)))
        : rows.sinkTo(sink(context, properties, records));
  }

  private static <T> KafkaSink<T> sink(
      SinkContext context, Properties properties, KafkaRecordSerializationSchema<T> records) {
    OptionValues options = context.options();
    boolean transactional = context.delivery() == Delivery.EXACTLY_ONCE;
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(properties)
            .setBootstrapServers(options.get(KafkaOptions.BROKERS))
            .setRecordSerializer(records)
            .setDeliveryGuarantee(
                transactional ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
    if (transactional) {
      sink.setTransactionalIdPrefix(
          context.besideAs().map(run -> prefix(options, run)).orElseGet(() -> prefix(options)));
    }
    return sink.build();
  }

  private static String prefix(OptionValues options) {
    return options.get(KafkaOptions.TRANSACTIONAL_ID_PREFIX);
  }

  private static String prefix(OptionValues options, String run) {
    return prefix(options) + "-" + run;
  }

  /** Brokers end the transactions of whoever had an id before: two jobs must not share them. */
  static Optional<String> takesBeside(ConnectorUsage usage, String run) {
    return usage.delivery().equals(Optional.of(Delivery.EXACTLY_ONCE))
        ? Optional.of("transactional ids `" + prefix(usage.options(), run) + "-...`")
        : Optional.empty();
  }
}
