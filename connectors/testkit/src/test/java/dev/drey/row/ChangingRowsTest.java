// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.testkit.RandomRows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** Rows that change each other keep what they do, and cost those that do not nothing. */
class ChangingRowsTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);

  @Test
  void randomRowsComeBackWithWhatTheyDo() throws Exception {
    RandomRows random = RandomRows.ofAnything(SEED);
    Random changes = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      RowType type = random.rowType(3);
      TypeSerializer<Object[]> serializer = InstantiationUtil.clone(changing(type));
      Object[] columns = random.row(type);
      RowChange change = changes.nextBoolean() ? RowChange.PUT : RowChange.DELETE;
      Object[] row = change.of(columns);
      byte[] bytes = bytes(serializer, row);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      Object[] back = serializer.deserialize(in);

      assertThat(RowChange.in(back)).as("seed %d", SEED).isEqualTo(change);
      assertThat(new RowKey(RowChange.columns(back)))
          .as("seed %d, %s", SEED, type)
          .isEqualTo(new RowKey(columns));
      assertThat(in.available()).as("seed %d: bytes left over", SEED).isZero();
      Object[] copied = serializer.copy(row);
      assertThat(RowChange.in(copied)).isEqualTo(change);
      assertThat(bytes(serializer, copied)).as("seed %d", SEED).isEqualTo(bytes);
      DataOutputSerializer out = new DataOutputSerializer(16);
      serializer.copy(new DataInputDeserializer(bytes), out);
      assertThat(out.getCopyOfBuffer()).as("seed %d", SEED).isEqualTo(bytes);
    }
  }

  /** The bytes of rows that only grow, and their snapshots, are what they were: one byte less. */
  @Test
  void rowsThatOnlyGrowKnowNothingOfIt() throws Exception {
    RandomRows random = RandomRows.ofAnything(SEED);
    for (int i = 0; i < 100; i++) {
      RowType type = random.rowType(3);
      Object[] columns = random.row(type);
      byte[] growing = bytes(new RowSerializer(type), columns);
      byte[] changing = bytes(changing(type), RowChange.PUT.of(columns));

      assertThat(changing).as("seed %d", SEED).hasSize(growing.length + 1).endsWith(growing);
    }
    assertThat(new RowSerializer(row("a", INT)).snapshotConfiguration().getCurrentVersion())
        .isEqualTo(1);
  }

  @Test
  void aDeleteNeedsTheKeyAlone() throws IOException {
    RowType type = RowType.of(Field.of("k", INT.notNull()), Field.of("v", INT.notNull()));
    TypeSerializer<Object[]> serializer = changing(type);
    Object[] delete = RowChange.DELETE.of(new Object[] {7, null});

    assertThat(serializer.deserialize(new DataInputDeserializer(bytes(serializer, delete))))
        .containsExactly(7, null, RowChange.DELETE);
    assertThatThrownBy(() -> bytes(serializer, RowChange.PUT.of(new Object[] {7, null})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("v is NULL");
  }

  @Test
  void theirSnapshotComesBackAndColumnsMayBecomeOthers() throws Exception {
    RowType old = row("a", INT);
    RowType now = RowType.of(Field.of("b", INT), Field.of("a", BIGINT));
    TypeSerializerSnapshot<Object[]> snapshot = viaBytes(changing(old));

    assertThat(resolve(snapshot, changing(old)).isCompatibleAsIs()).isTrue();
    assertThat(resolve(snapshot, changing(row("a", INT.notNull()))).isIncompatible()).isTrue();
    assertThat(resolve(snapshot, changing(now)).isCompatibleAfterMigration()).isTrue();
    byte[] bytes = bytes(changing(old), RowChange.DELETE.of(new Object[] {3}));
    Object[] restored = snapshot.restoreSerializer().deserialize(new DataInputDeserializer(bytes));
    byte[] migrated = bytes(changing(now), restored);
    assertThat(changing(now).deserialize(new DataInputDeserializer(migrated)))
        .containsExactly(null, 3L, RowChange.DELETE);
  }

  @Test
  void stateOfRowsThatGrowIsNoStateOfRowsThatChange() throws Exception {
    TypeSerializer<Object[]> growing = new RowSerializer(row("a", INT));
    TypeSerializer<Object[]> changing = changing(row("a", INT));

    assertThat(resolve(viaBytes(growing), changing).isIncompatible()).isTrue();
    assertThat(resolve(viaBytes(changing), growing).isIncompatible()).isTrue();
  }

  @Test
  void flinkTellsThemApart() {
    RowType type = row("a", INT);
    TypeInformation<Object[]> changing = RowTypeInformation.changing(type);

    assertThat(changing).isNotEqualTo(RowTypeInformation.of(type));
    assertThat(changing).isEqualTo(RowTypeInformation.changing(type));
  }

  private static RowType row(String name, DataType type) {
    return RowType.of(Field.of(name, type));
  }

  private static TypeSerializer<Object[]> changing(RowType type) {
    return RowTypeInformation.changing(type).createSerializer(new SerializerConfigImpl());
  }

  private static byte[] bytes(TypeSerializer<Object[]> serializer, Object[] row)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(row, out);
    return out.getCopyOfBuffer();
  }

  private static TypeSerializerSnapshot<Object[]> viaBytes(TypeSerializer<Object[]> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), ChangingRowsTest.class.getClassLoader());
  }

  private static TypeSerializerSchemaCompatibility<Object[]> resolve(
      TypeSerializerSnapshot<Object[]> old, TypeSerializer<Object[]> now) {
    return now.snapshotConfiguration().resolveSchemaCompatibility(old);
  }
}
