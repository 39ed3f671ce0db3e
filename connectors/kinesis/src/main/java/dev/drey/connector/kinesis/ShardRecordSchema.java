// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.RecordReader;
import dev.drey.connector.shards.RowsOfRecord;
import dev.drey.format.BadRecordException;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.jspecify.annotations.Nullable;

/**
 * Records to rows through the {@link RecordReader}, null where there is no row to emit, {@link
 * RowsOfRecord} where the format may have several. The consumer serializes a copy for each shard,
 * so each is used by one thread.
 */
final class ShardRecordSchema implements KinesisDeserializationSchema<Object[]> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final TypeInformation<Object[]> type;
  private transient @Nullable ShardRecord record;

  ShardRecordSchema(RecordReader reader, TypeInformation<Object[]> type) {
    this.reader = reader;
    this.type = type;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader.open(context.getMetricGroup());
  }

  @Override
  public Object @Nullable [] deserialize(
      byte[] bytes,
      String partitionKey,
      String sequenceNumber,
      long arrivalMillis,
      String stream,
      String shardId)
      throws IOException {
    ShardRecord current = record;
    if (current == null || !current.isOf(stream, shardId)) {
      current = new ShardRecord(stream, shardId);
      record = current;
    }
    current.set(partitionKey, sequenceNumber, arrivalMillis);
    try {
      if (!reader.hasSeveralRows()) {
        return reader.read(bytes, 0, bytes.length, current);
      }
      RowsOfRecord rows = new RowsOfRecord();
      reader.readAll(bytes, 0, bytes.length, current, rows::add);
      return rows.wrapped();
    } catch (BadRecordException bad) {
      // The message has the place; the consumer's interface knows IOException only.
      throw new IOException(bad.getMessage(), bad);
    }
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }
}
