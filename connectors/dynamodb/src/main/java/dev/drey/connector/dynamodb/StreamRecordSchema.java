// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.serialization.DynamoDBStreamsSchema;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.jspecify.annotations.Nullable;

/** Records to rows through the {@link RecordReader}, null where there is no row to emit. */
final class StreamRecordSchema implements KinesisDeserializationSchema<Object[]> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final TypeInformation<Object[]> type;
  private final ItemRows rows;
  private final DynamoDBStreamsSchema records = new DynamoDBStreamsSchema();

  StreamRecordSchema(RecordReader reader, TypeInformation<Object[]> type, ItemRows rows) {
    this.reader = reader;
    this.type = type;
    this.rows = rows;
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
    StreamMetadata metadata = new StreamMetadata(shardId, sequenceNumber, arrivalMillis);
    StreamRecord record =
        new StreamRecord(
            records.deserialize(
                bytes, partitionKey, sequenceNumber, arrivalMillis, stream, shardId));
    try {
      Object[] row;
      try {
        row = rows.row(record);
      } catch (BadRecordException bad) {
        return reader.reject(String.valueOf(bad.getMessage()), bytes, metadata);
      }
      return reader.accept(row, metadata);
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
