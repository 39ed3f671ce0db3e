// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.RecordMetadata;

/** What Kinesis says of the record at hand; one for each shard, filled anew for each record. */
final class ShardRecord implements RecordMetadata {
  private final String stream;
  private final String shardId;
  private String partitionKey = "";
  private String sequenceNumber = "";
  private long arrivalMillis;

  ShardRecord(String stream, String shardId) {
    this.stream = stream;
    this.shardId = shardId;
  }

  boolean isOf(String otherStream, String otherShardId) {
    return shardId.equals(otherShardId) && stream.equals(otherStream);
  }

  /**
   * @param arrivalMillis since 1970-01-01T00:00:00Z
   */
  void set(String partitionKey, String sequenceNumber, long arrivalMillis) {
    this.partitionKey = partitionKey;
    this.sequenceNumber = sequenceNumber;
    this.arrivalMillis = arrivalMillis;
  }

  @Override
  public Object value(String key) {
    switch (key) {
      case KinesisDescriptor.PARTITION_KEY:
        return partitionKey;
      case KinesisDescriptor.SEQUENCE_NUMBER:
        return sequenceNumber;
      case KinesisDescriptor.SHARD_ID:
        return shardId;
      case KinesisDescriptor.ARRIVAL:
        return arrivalMillis;
      case KinesisDescriptor.STREAM:
        return stream;
      default:
        throw new IllegalArgumentException("not a metadata key of Kinesis: " + key);
    }
  }
}
