// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import dev.drey.testkit.Poll;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a {@link KafkaBroker}, as a test writes and reads it: with Kafka's own client, from
 * the first offset, to the end or until something stands there.
 */
public final class KafkaTopic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ = Duration.ofSeconds(20);

  private final String name;
  private final String bootstrapServers;

  KafkaTopic(String name, String bootstrapServers) {
    this.name = name;
    this.bootstrapServers = bootstrapServers;
  }

  public String name() {
    return name;
  }

  /** Appends texts to a partition, without keys, in this order. */
  public void send(int partition, String... values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(name, partition, null, utf8(value)));
    }
    send(records);
  }

  /** Appends one record. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    send(List.of(record));
  }

  /** Appends records; returns when the broker has them all. */
  public void send(List<ProducerRecord<byte[], byte[]>> records) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      producer.flush();
      for (Future<?> future : sent) {
        future.get();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while sending to " + name, stop);
    } catch (ExecutionException e) {
      throw new AssertionError("cannot send to " + name, e);
    }
  }

  /** What a {@code read_committed} consumer finds now: committed records up to the end. */
  public List<ConsumerRecord<byte[], byte[]>> committed() {
    awaitMarkers();
    return read("read_committed");
  }

  /**
   * Waits for transactions that are being ended: a producer's commit returns when it is decided,
   * and the markers that let readers see its records come behind that.
   */
  private void awaitMarkers() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Poll.until(
          "end of what is being committed",
          READ,
          () ->
              admin
                  .listTransactions(
                      new ListTransactionsOptions()
                          .filterStates(
                              Set.of(
                                  TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT)))
                  .all()
                  .get()
                  .isEmpty());
    }
  }

  /**
   * What a {@code read_uncommitted} consumer finds now, records of open and aborted transactions
   * too.
   */
  public List<ConsumerRecord<byte[], byte[]>> uncommitted() {
    return read("read_uncommitted");
  }

  /** The values of {@link #committed} as text. */
  public List<String> committedValues() {
    return committed().stream().map(record -> text(record.value())).collect(Collectors.toList());
  }

  /**
   * Reads the committed records again and again until they are as awaited.
   *
   * @throws AssertionError when the time is up
   */
  public List<ConsumerRecord<byte[], byte[]>> await(
      Duration atMost, Predicate<List<ConsumerRecord<byte[], byte[]>>> complete) {
    List<ConsumerRecord<byte[], byte[]>> last = new ArrayList<>();
    Poll.until(
        "expected records in " + name,
        atMost,
        () -> ", but " + last.size() + " others",
        () -> {
          last.clear();
          last.addAll(committed());
          return complete.test(last);
        });
    return last;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String isolation) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .collect(Collectors.toList());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long deadline = System.nanoTime() + READ.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("cannot read " + name + " to its end within " + READ);
        }
        consumer.poll(POLL).forEach(records::add);
      }
      return records;
    }
  }

  /** UTF-8. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** UTF-8; null for null. */
  public static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
