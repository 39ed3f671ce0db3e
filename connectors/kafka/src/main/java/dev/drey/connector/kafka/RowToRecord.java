// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.RefusalPolicy;
import dev.drey.connector.SinkContext;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A row to a record: value in the sink's format, key and headers from expressions, and as its time
 * the row's event time. Kafka has no times before 1970: a record of such a row, or of a row without
 * event time, carries the time of writing. A delete has no value, a tombstone, as topics that are
 * compacted have them, unless the format has a record for it: {@link EndedRows} then lets a
 * tombstone follow that.
 *
 * <p>Before the first row it asks the brokers for the topic, so that a wrong address or name fails
 * at once and says so.
 */
final class RowToRecord implements KafkaRecordSerializationSchema<Object[]> {
  private static final long serialVersionUID = 1;

  private final BrokerInquiry inquiry;
  private final Properties clientProperties;
  private final String topic;
  private final RowEncoder encoder;
  private final @Nullable RowFunction key;
  private final LinkedHashMap<String, RowFunction> headers;
  private final @Nullable RowFunction partition;
  private final boolean tombstones;
  private final boolean bothOnDelete;
  private final RefusalPolicy refusals;
  private transient int partitions;
  private transient @Nullable RecordLimit limit;

  RowToRecord(SinkContext context, Properties clientProperties) {
    this.inquiry =
        BrokerInquiry.ofSink(context.name(), context.options().get(KafkaOptions.BROKERS));
    this.clientProperties = clientProperties;
    this.topic = context.options().get(KafkaOptions.TOPIC);
    this.encoder = context.encoder().orElseThrow();
    this.key = context.expression(KafkaOptions.KEY).orElse(null);
    this.partition = context.expression(KafkaOptions.PARTITION).orElse(null);
    this.headers = new LinkedHashMap<>(context.expressions(KafkaOptions.HEADERS));
    this.refusals = RefusalPolicy.of(context);
    this.tombstones = !encoder.marksChanges();
    this.bothOnDelete =
        !tombstones
            && key != null
            && context.changes() != ChangeMode.APPEND
            && context.options().get(KafkaOptions.TOMBSTONES_ON_DELETE);
  }

  /** Whether what tells of a delete is followed by its tombstone. */
  boolean writesBothOnDelete() {
    return bothOnDelete;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    open();
  }

  /** Before the first row. */
  void open() {
    askForTopic();
    encoder.open();
    if (key != null) {
      key.open();
    }
    if (partition != null) {
      partition.open();
    }
    headers.values().forEach(RowFunction::open);
  }

  private void askForTopic() {
    Properties properties = new Properties();
    for (String name : clientProperties.stringPropertyNames()) {
      if (AdminClientConfig.configNames().contains(name)) {
        properties.setProperty(name, clientProperties.getProperty(name));
      }
    }
    try (Admin admin = Admin.create(properties)) {
      partitions =
          inquiry
              .describe(admin, List.of(topic), Optional.of(BrokerInquiry.FIRST_ANSWER))
              .values()
              .stream()
              .mapToInt(description -> description.partitions().size())
              .sum();
      limit = RecordLimit.of(clientProperties, inquiry.mostBytes(admin, topic));
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw inquiry.failure(reason, Collections.singleton(topic));
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Object[] row, KafkaSinkContext context, @Nullable Long timestamp) {
    return orFail(row, endsBy(row), timestamp);
  }

  /** Of a row that is refused: the failure of the job. */
  ProducerRecord<byte[], byte[]> orFail(Object[] row, boolean end, @Nullable Long timestamp) {
    try {
      return record(row, end, timestamp);
    } catch (RefusedRowException refused) {
      throw refusals.failure(refused.reason());
    }
  }

  /** Whether the record of a row has no value. */
  boolean endsBy(Object[] row) {
    return tombstones && RowChange.isDelete(row);
  }

  /**
   * @param end whether it has no value, whatever the format has for the row
   */
  ProducerRecord<byte[], byte[]> record(Object[] row, boolean end, @Nullable Long timestamp)
      throws RefusedRowException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            partition(row),
            timestamp == null || timestamp < 0 ? null : timestamp,
            key == null ? null : RecordText.bytes(key.apply(row)),
            end ? null : encoder.encode(row),
            RowChange.isDelete(row) ? new RecordHeaders() : headers(row));
    requireNonNull(limit, "open() comes first").check(record);
    return record;
  }

  /**
   * Null for that of the key. Of one that is not there Kafka's producer would wait to appear for a
   * minute.
   */
  private @Nullable Integer partition(Object[] row) throws RefusedRowException {
    Object number = partition == null ? null : partition.apply(row);
    if (number == null) {
      return null;
    }
    long wanted = (Long) number;
    if (wanted >= partitions) {
      // It may have got more since the start.
      askForTopic();
    }
    if (wanted < 0 || wanted >= partitions) {
      throw new RefusedRowException(
          "topic "
              + topic
              + " has partitions 0 to "
              + (partitions - 1)
              + ", and the row's `partition` is "
              + wanted);
    }
    return (int) wanted;
  }

  /** Not of a delete, of which the key's columns alone may be there. */
  private RecordHeaders headers(Object[] row) {
    RecordHeaders values = new RecordHeaders();
    for (Map.Entry<String, RowFunction> header : headers.entrySet()) {
      byte[] value = RecordText.bytes(header.getValue().apply(row));
      if (value != null) {
        values.add(header.getKey(), value);
      }
    }
    return values;
  }
}
