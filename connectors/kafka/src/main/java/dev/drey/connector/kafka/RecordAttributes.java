// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.RecordMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What Kafka knows of the record at hand. One for all records of a reader. */
final class RecordAttributes implements RecordMetadata {
  private @Nullable ConsumerRecord<byte[], byte[]> record;

  void of(ConsumerRecord<byte[], byte[]> current) {
    this.record = current;
  }

  @Override
  public @Nullable Object value(String key) {
    ConsumerRecord<byte[], byte[]> current = requireNonNull(record);
    switch (key) {
      case "topic":
        return current.topic();
      case "partition":
        return current.partition();
      case "offset":
        return current.offset();
      case "timestamp":
        // Records of Kafka before 0.10 carry no time: NULL, so the reader makes them bad records.
        return current.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
            ? null
            : current.timestamp();
      case "timestampType":
        return current.timestampType().toString();
      case "key":
        return current.key();
      case "keyText":
        return RecordText.of(current.key());
      case "headers":
        return headers(current);
      default:
        throw new IllegalArgumentException(key);
    }
  }

  private static Map<String, Object> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    return headers;
  }
}
