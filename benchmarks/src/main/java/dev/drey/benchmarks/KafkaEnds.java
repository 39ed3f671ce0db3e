// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.backend.KafkaBroker;
import dev.drey.backend.KafkaTopic;
import dev.drey.benchmarks.HandWritten.Fee;
import dev.drey.benchmarks.HandWritten.JacksonEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A topic of one partition, on a broker in a process of its own: JSON at either end of a job. */
final class KafkaEnds implements Origin, Target {
  private static final int AT_ONCE = 50_000;

  private final KafkaBroker broker = KafkaBroker.start();
  private @Nullable KafkaTopic topic;

  private KafkaTopic topic() {
    return Objects.requireNonNull(topic, "empty() comes first");
  }

  @Override
  public void empty() {
    topic = broker.createTopic("bench-" + UUID.randomUUID(), 1);
  }

  @Override
  public void fill(Records input) {
    empty();
    for (int start = 0; start < input.count(); start += AT_ONCE) {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (int i = start; i < Math.min(input.count(), start + AT_ONCE); i++) {
        records.add(new ProducerRecord<>(topic().name(), input.get(i)));
      }
      topic().send(records);
    }
  }

  @Override
  public String sink() {
    return source();
  }

  @Override
  public String source() {
    return "kafka: {brokers: \"" + broker.bootstrapServers() + "\", topic: " + topic().name() + "}";
  }

  @Override
  public DataStream<Fee> byHand(StreamExecutionEnvironment environment) {
    return HandWritten.etl(
        environment.fromSource(
            KafkaSource.<Transaction>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(topic().name())
                .setGroupId("by-hand")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new JacksonDecoder())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "transactions"));
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    fees.sinkTo(
        KafkaSink.<Fee>builder()
            .setBootstrapServers(broker.bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<Fee>builder()
                    .setTopic(topic().name())
                    .setValueSerializationSchema(new JacksonEncoder<>())
                    .build())
            .build());
  }

  @Override
  public List<byte[]> written() {
    return topic().committed().stream().map(ConsumerRecord::value).collect(Collectors.toList());
  }

  @Override
  public void close() {
    broker.close();
  }
}
