// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.SinkContext;
import dev.drey.shape.OptionValues;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/**
 * A use of Kafka as a sink: Flink's {@link KafkaSink}. At-least-once flushes at each checkpoint;
 * exactly-once writes in a transaction from checkpoint to checkpoint, so that a reader who asks for
 * committed records sees each once, a checkpoint later.
 */
final class TopicWriting {
  private TopicWriting() {}

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    boolean transactional = context.delivery() == Delivery.EXACTLY_ONCE;
    Properties properties = ClientProperties.sink(context.name(), options, transactional);
    KafkaSinkBuilder<Object[]> sink =
        KafkaSink.<Object[]>builder()
            .setKafkaProducerConfig(properties)
            .setBootstrapServers(options.get(KafkaOptions.BROKERS))
            .setRecordSerializer(new RowToRecord(context, properties))
            .setDeliveryGuarantee(
                transactional ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
    if (transactional) {
      sink.setTransactionalIdPrefix(
          context.besideAs().map(run -> prefix(options, run)).orElseGet(() -> prefix(options)));
    }
    return rows.sinkTo(sink.build());
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
