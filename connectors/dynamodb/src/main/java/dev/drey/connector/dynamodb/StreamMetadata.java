// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.MetadataColumn;
import dev.drey.connector.RecordMetadata;
import dev.drey.type.DataType;
import java.util.List;

/** What a stream says of a record beside the item; filled anew for each. */
final class StreamMetadata implements RecordMetadata {
  private static final String SEQUENCE_NUMBER = "sequenceNumber";
  private static final String SHARD_ID = "shardId";
  private static final String CREATED = "approximateCreationTime";

  static final List<MetadataColumn> COLUMNS =
      List.of(
          MetadataColumn.of(
              SEQUENCE_NUMBER,
              DataType.string().notNull(),
              "The record's number, which grows within what is done to an item."),
          MetadataColumn.of(SHARD_ID, DataType.string().notNull(), "The shard that it was in."),
          MetadataColumn.of(
              CREATED,
              DataType.timestampLtz().notNull(),
              "About when the item was written, to the second or millisecond."));

  static final List<String> POSITION = List.of(SHARD_ID, SEQUENCE_NUMBER);

  private final String shard;
  private final String sequenceNumber;
  private final long created;

  /**
   * @param created milliseconds since 1970-01-01T00:00:00Z
   */
  StreamMetadata(String shard, String sequenceNumber, long created) {
    this.shard = shard;
    this.sequenceNumber = sequenceNumber;
    this.created = created;
  }

  @Override
  public Object value(String key) {
    switch (key) {
      case SEQUENCE_NUMBER:
        return sequenceNumber;
      case SHARD_ID:
        return shard;
      case CREATED:
        return created;
      default:
        throw new IllegalArgumentException("not metadata of a stream: " + key);
    }
  }
}
