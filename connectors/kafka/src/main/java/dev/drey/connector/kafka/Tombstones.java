// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.connector.SourceContext;
import dev.drey.format.BadRecordException;
import dev.drey.type.Field;
import dev.drey.type.WrittenValue;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row that a tombstone deletes, by the record's key. */
final class Tombstones implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] slots;
  private final int columns;
  private final boolean isRecord;
  private final Field first;

  private Tombstones(int[] slots, int columns, boolean isRecord, Field first) {
    this.slots = slots;
    this.columns = columns;
    this.isRecord = isRecord;
    this.first = first;
  }

  /** Null where tombstones delete nothing. */
  static @Nullable Tombstones of(SourceContext context) {
    if (!KafkaOptions.deletesByTombstones(context.options())) {
      return null;
    }
    int[] slots = context.keys().stream().mapToInt(Integer::intValue).toArray();
    return new Tombstones(
        slots,
        context.rowType().size(),
        KafkaOptions.hasKeysAsRecords(context.options()),
        context.rowType().field(slots[0]));
  }

  Object @Nullable [] row(byte @Nullable [] key, RecordReader reader, RecordMetadata metadata)
      throws BadRecordException {
    if (key == null) {
      return reader.reject("it has neither a value nor a key", null, metadata);
    }
    if (isRecord) {
      return reader.readDelete(key, slots, metadata);
    }
    String text = new String(key, StandardCharsets.UTF_8);
    Optional<Object> value = WrittenValue.of(first.type(), text);
    if (value.isEmpty()) {
      return reader.reject(
          "its key `"
              + text
              + "` is no "
              + first.type().notNull()
              + ", as `"
              + first.name()
              + "` is",
          key,
          metadata);
    }
    Object[] row = new Object[columns];
    row[slots[0]] = value.get();
    return reader.delete(row, slots, metadata);
  }
}
