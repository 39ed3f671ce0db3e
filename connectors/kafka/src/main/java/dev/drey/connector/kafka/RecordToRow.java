// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to the rows that the source emits, or to none. A tombstone, a record without a value, is
 * a bad record unless the spec says that they are skipped or the format's records delete rows
 * themselves; then the metric {@code tombstones} counts them.
 */
final class RecordToRow implements KafkaRecordDeserializationSchema<Object[]> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final TypeInformation<Object[]> type;
  private final boolean skipTombstones;
  private final boolean several;
  private final @Nullable Tombstones deletes;
  private transient @Nullable RecordAttributes attributes;
  private transient @Nullable Counter tombstones;

  /**
   * @param deletes which row a tombstone deletes; null where it deletes none
   */
  RecordToRow(
      RecordReader reader,
      TypeInformation<Object[]> type,
      boolean skipTombstones,
      @Nullable Tombstones deletes) {
    this.reader = reader;
    this.deletes = deletes;
    this.type = type;
    this.skipTombstones = skipTombstones || reader.marksChanges();
    this.several = reader.hasSeveralRows();
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    attributes = new RecordAttributes();
    if (skipTombstones) {
      tombstones = context.getMetricGroup().counter("tombstones");
    }
    reader.open(context.getMetricGroup());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Object[]> out)
      throws IOException {
    try {
      if (several && record.value() != null) {
        byte[] value = record.value();
        reader.readAll(value, 0, value.length, current(record), out::collect);
        return;
      }
      Object[] row = row(record);
      if (row != null) {
        out.collect(row);
      }
    } catch (BadRecordException bad) {
      throw new IOException(bad.getMessage(), bad);
    }
  }

  private RecordAttributes current(ConsumerRecord<byte[], byte[]> record) {
    RecordAttributes current = attributes;
    if (current == null) {
      throw new IllegalStateException("open() comes first");
    }
    current.of(record);
    return current;
  }

  private Object @Nullable [] row(ConsumerRecord<byte[], byte[]> record) throws BadRecordException {
    RecordAttributes current = current(record);
    byte[] value = record.value();
    if (value != null) {
      return reader.read(value, 0, value.length, current);
    }
    if (deletes != null) {
      return deletes.row(record.key(), reader, current);
    }
    if (tombstones != null) {
      tombstones.inc();
      return null;
    }
    return reader.reject(
        "it has no value, a tombstone (`tombstones: skip` reads past them, `tombstones: delete`"
            + " ends rows by them)",
        null,
        current);
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }
}
