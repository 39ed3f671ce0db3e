// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardMetadata;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A shard and the last record that was read from it. Written as: eight texts of the shard, each
 * nullable, the sequence number as text, and the number within a packed record as eight bytes, -1
 * where it is not packed. That order is the state's format and never changes; another format is
 * another serializer.
 */
final class ShardPositionSerializer
    extends TypeSerializerSingleton<Tuple2<StreamShardMetadata, SequenceNumber>> {
  static final ShardPositionSerializer INSTANCE = new ShardPositionSerializer();

  private static final long serialVersionUID = 1;
  private static final long NOT_PACKED = -1;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Tuple2<StreamShardMetadata, SequenceNumber> createInstance() {
    return Tuple2.of(new StreamShardMetadata(), new SequenceNumber(""));
  }

  @Override
  public Tuple2<StreamShardMetadata, SequenceNumber> copy(
      Tuple2<StreamShardMetadata, SequenceNumber> from) {
    // Nobody changes a shard's metadata, and sequence numbers are values.
    return Tuple2.of(from.f0, from.f1);
  }

  @Override
  public Tuple2<StreamShardMetadata, SequenceNumber> copy(
      Tuple2<StreamShardMetadata, SequenceNumber> from,
      Tuple2<StreamShardMetadata, SequenceNumber> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Tuple2<StreamShardMetadata, SequenceNumber> position, DataOutputView target)
      throws IOException {
    StreamShardMetadata shard = position.f0;
    writeText(shard.getStreamName(), target);
    writeText(shard.getShardId(), target);
    writeText(shard.getParentShardId(), target);
    writeText(shard.getAdjacentParentShardId(), target);
    writeText(shard.getStartingHashKey(), target);
    writeText(shard.getEndingHashKey(), target);
    writeText(shard.getStartingSequenceNumber(), target);
    writeText(shard.getEndingSequenceNumber(), target);
    writeText(position.f1.getSequenceNumber(), target);
    target.writeLong(position.f1.isAggregated() ? position.f1.getSubSequenceNumber() : NOT_PACKED);
  }

  @Override
  public Tuple2<StreamShardMetadata, SequenceNumber> deserialize(DataInputView source)
      throws IOException {
    StreamShardMetadata shard = new StreamShardMetadata();
    shard.setStreamName(readText(source));
    shard.setShardId(readText(source));
    shard.setParentShardId(readText(source));
    shard.setAdjacentParentShardId(readText(source));
    shard.setStartingHashKey(readText(source));
    shard.setEndingHashKey(readText(source));
    shard.setStartingSequenceNumber(readText(source));
    shard.setEndingSequenceNumber(readText(source));
    String number = readText(source);
    long packed = source.readLong();
    return Tuple2.of(
        shard,
        packed == NOT_PACKED ? new SequenceNumber(number) : new SequenceNumber(number, packed));
  }

  @Override
  public Tuple2<StreamShardMetadata, SequenceNumber> deserialize(
      Tuple2<StreamShardMetadata, SequenceNumber> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Tuple2<StreamShardMetadata, SequenceNumber>>
      snapshotConfiguration() {
    return new Snapshot();
  }

  private static void writeText(@Nullable String text, DataOutputView target) throws IOException {
    StringValue.writeString(text, target);
  }

  private static @Nullable String readText(DataInputView source) throws IOException {
    return StringValue.readString(source);
  }

  /** Says no more than that the format is this one. */
  public static final class Snapshot
      extends SimpleTypeSerializerSnapshot<Tuple2<StreamShardMetadata, SequenceNumber>> {
    /** Read back by Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
