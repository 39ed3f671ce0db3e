// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ShardPositionSerializerTest {
  private static final ShardPositionSerializer SERIALIZER = ShardPositionSerializer.INSTANCE;

  static Stream<SequenceNumber> numbers() {
    return Stream.of(
        new SequenceNumber("49590338271490256608559692538361571095921575989136588898"),
        new SequenceNumber("49590338271490256608559692540925702759324208523137515618", 7),
        SentinelSequenceNumber.SENTINEL_SHARD_ENDING_SEQUENCE_NUM.get());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void readsWhatItWrote(SequenceNumber number) throws IOException {
    StreamShardMetadata shard = new StreamShardMetadata();
    shard.setStreamName("clicks");
    shard.setShardId("shardId-000000000003");
    shard.setParentShardId("shardId-000000000001");
    shard.setStartingHashKey("0");
    shard.setEndingHashKey("170141183460469231731687303715884105727");
    shard.setStartingSequenceNumber("4959");

    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(Tuple2.of(shard, number), out);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    SERIALIZER.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
    DataInputDeserializer in = new DataInputDeserializer(copied.getCopyOfBuffer());

    assertThat(SERIALIZER.deserialize(in)).isEqualTo(Tuple2.of(shard, number));
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aRestoredSerializerReadsIt(SequenceNumber number) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
        out, SERIALIZER.snapshotConfiguration());
    TypeSerializerSnapshot<Tuple2<StreamShardMetadata, SequenceNumber>> snapshot =
        TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    TypeSerializer<Tuple2<StreamShardMetadata, SequenceNumber>> restored =
        snapshot.restoreSerializer();

    DataOutputSerializer bytes = new DataOutputSerializer(64);
    SERIALIZER.serialize(Tuple2.of(new StreamShardMetadata(), number), bytes);
    assertThat(restored.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer())).f1)
        .isEqualTo(number);
    assertThat(
            SERIALIZER
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
  }
}
