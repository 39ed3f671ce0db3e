// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record on its way from who makes it to the sink, as a row. */
final class MadeRecord implements KafkaRecordSerializationSchema<Object[]> {
  static final TypeInformation<Object[]> TYPE =
      RowTypeInformation.of(
          RowType.of(
              Field.of("partition", DataType.of(TypeKind.INT)),
              Field.of("timestamp", DataType.of(TypeKind.BIGINT)),
              Field.of("key", DataType.bytes()),
              Field.of("value", DataType.bytes()),
              Field.of("headers", DataType.map(DataType.string().notNull(), DataType.bytes()))));

  private static final long serialVersionUID = 1;

  private static final int PARTITION = 0;
  private static final int TIMESTAMP = 1;
  private static final int KEY = 2;
  private static final int VALUE = 3;
  private static final int HEADERS = 4;

  private final String topic;

  MadeRecord(String topic) {
    this.topic = topic;
  }

  static @Nullable Object[] of(ProducerRecord<byte[], byte[]> record) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    return new @Nullable Object[] {
      record.partition(), record.timestamp(), record.key(), record.value(), headers
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public ProducerRecord<byte[], byte[]> serialize(
      Object[] made, KafkaSinkContext context, @Nullable Long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    ((Map<String, byte[]>) made[HEADERS]).forEach(headers::add);
    return new ProducerRecord<>(
        topic,
        (Integer) made[PARTITION],
        (Long) made[TIMESTAMP],
        (byte[]) made[KEY],
        (byte[]) made[VALUE],
        headers);
  }
}
