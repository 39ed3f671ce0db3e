// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testkit.RandomRows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What a savepoint's rows may have become in a later version of a spec. */
class RowSnapshotTest {
  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);

  @Test
  void randomTypesComeBackFromASnapshotsBytes() throws IOException {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    RandomRows random = RandomRows.ofAnything(seed);
    for (int i = 0; i < 300; i++) {
      RowType type = random.rowType(3);
      TypeSerializerSnapshot<Object[]> snapshot = viaBytes(new RowSerializer(type));

      assertThat(((RowSerializer) snapshot.restoreSerializer()).rowType())
          .as("seed %d", seed)
          .isEqualTo(type);
      assertThat(resolve(type, type).isCompatibleAsIs()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void sameBytesNeedNoMigration() throws IOException {
    assertThat(resolve(row("a", INT.notNull()), row("a", INT)).isCompatibleAsIs()).isTrue();
    assertThat(
            resolve(row("a", DataType.sized(TypeKind.VARCHAR, 5)), row("a", DataType.string()))
                .isCompatibleAsIs())
        .isTrue();
    assertThat(
            resolve(row("a", DataType.decimal(10, 2)), row("a", DataType.decimal(12, 2)))
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void addedRemovedMovedAndWidenedColumnsMigrate() throws IOException {
    RowType old =
        RowType.of(
            Field.of("kept", DataType.string()),
            Field.of("removed", DataType.bytes()),
            Field.of("count", INT.notNull()),
            Field.of("ratio", DataType.of(TypeKind.FLOAT)),
            Field.of("amount", DataType.decimal(12, 2)),
            Field.of("sizes", DataType.array(INT)),
            Field.of("by_name", DataType.map(DataType.string(), INT)),
            Field.of("nested", DataType.row(row("x", INT))));
    RowType now =
        RowType.of(
            Field.of("added", DataType.string()),
            Field.of("count", BIGINT),
            Field.of("kept", DataType.string()),
            Field.of("ratio", DataType.of(TypeKind.DOUBLE)),
            Field.of("amount", DataType.decimal(20, 4)),
            Field.of("sizes", DataType.array(BIGINT)),
            Field.of("by_name", DataType.map(DataType.string(), BIGINT)),
            Field.of(
                "nested", DataType.row(RowType.of(Field.of("y", INT), Field.of("x", BIGINT)))));
    Object[] row = {
      "k",
      new byte[1],
      7,
      0.5f,
      new BigDecimal("1.25"),
      Arrays.asList(1, null),
      Map.of("a", 2),
      new Object[] {3}
    };

    assertThat(resolve(old, now).isCompatibleAfterMigration()).isTrue();
    assertThat(migrated(old, now, row))
        .usingRecursiveComparison()
        .isEqualTo(
            new Object[] {
              null,
              7L,
              "k",
              0.5,
              new BigDecimal("1.2500"),
              Arrays.asList(1L, null),
              Map.of("a", 2L),
              new Object[] {null, 3L}
            });
  }

  @Test
  void everyWiderIntegerTakesANarrowerOne() throws IOException {
    List<TypeKind> kinds =
        List.of(TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INT, TypeKind.BIGINT);
    Object[] values = {(byte) -3, (short) -3, -3, -3L};
    for (int from = 0; from < kinds.size(); from++) {
      for (int to = 0; to < kinds.size(); to++) {
        RowType old = row("a", DataType.of(kinds.get(from)));
        RowType now = row("a", DataType.of(kinds.get(to)));
        assertThat(resolve(old, now).isIncompatible()).isEqualTo(to < from);
        if (to >= from) {
          assertThat(migrated(old, now, new Object[] {values[from]})).containsExactly(values[to]);
        }
      }
    }
  }

  @Test
  void whatWouldLoseValuesIsIncompatible() throws IOException {
    assertIncompatible(row("a", BIGINT), row("a", INT));
    assertIncompatible(row("a", INT), row("a", INT.notNull()));
    assertIncompatible(row("a", INT), row("a", DataType.string()));
    assertIncompatible(row("a", DataType.string()), row("a", DataType.sized(TypeKind.VARCHAR, 9)));
    assertIncompatible(row("a", DataType.decimal(12, 2)), row("a", DataType.decimal(12, 3)));
    assertIncompatible(
        row("a", DataType.of(TypeKind.DOUBLE)), row("a", DataType.of(TypeKind.FLOAT)));
    assertIncompatible(
        row("a", DataType.of(TypeKind.TIMESTAMP)), row("a", DataType.of(TypeKind.TIMESTAMP_LTZ)));
    assertIncompatible(
        row("a", INT), RowType.of(Field.of("a", INT), Field.of("new", INT.notNull())));
    assertIncompatible(row("a", DataType.array(BIGINT)), row("a", DataType.array(INT)));
  }

  @Test
  void aRestoredRowIsCurrentAfterOneCall() throws IOException {
    RowType old = row("a", INT);
    RowType now = RowType.of(Field.of("b", INT), Field.of("a", INT));
    TypeSerializer<Object[]> restored = viaBytes(new RowSerializer(old)).restoreSerializer();
    Object[] read = deserialize(restored, serialize(new RowSerializer(old), new Object[] {5}));

    assertThat(new RowSerializer(now).current(read)).containsExactly(null, 5);
    assertThat(new RowSerializer(old).current(read)).containsExactly(5);
    assertThat(serialize(restored, restored.copy(read)))
        .isEqualTo(serialize(new RowSerializer(old), new Object[] {5}));
  }

  @Test
  void keysMustStayTheSame() throws IOException {
    RowType key = row("card_id", DataType.string().notNull());

    assertThat(resolveKeys(key, key).isCompatibleAsIs()).isTrue();
    assertThat(resolveKeys(key, row("card_id", DataType.string())).isCompatibleAsIs()).isTrue();
    assertThat(resolveKeys(key, row("user_id", DataType.string())).isIncompatible()).isTrue();
    assertThat(resolveKeys(row("id", INT), row("id", BIGINT)).isIncompatible()).isTrue();
  }

  private static RowType row(String name, DataType type) {
    return RowType.of(Field.of(name, type));
  }

  private static void assertIncompatible(RowType old, RowType now) throws IOException {
    assertThat(resolve(old, now).isIncompatible()).as("%s to %s", old, now).isTrue();
  }

  private static TypeSerializerSchemaCompatibility<Object[]> resolve(RowType old, RowType now)
      throws IOException {
    return new RowSerializer(now)
        .snapshotConfiguration()
        .resolveSchemaCompatibility(viaBytes(new RowSerializer(old)));
  }

  private static TypeSerializerSchemaCompatibility<RowKey> resolveKeys(RowType old, RowType now)
      throws IOException {
    return new RowKeySerializer(now)
        .snapshotConfiguration()
        .resolveSchemaCompatibility(viaBytes(new RowKeySerializer(old)));
  }

  /** As RocksDB does it: read by the old serializer, written by the new one, read by it. */
  private static Object[] migrated(RowType old, RowType now, Object[] row) throws IOException {
    TypeSerializer<Object[]> restored = viaBytes(new RowSerializer(old)).restoreSerializer();
    Object[] read = deserialize(restored, serialize(new RowSerializer(old), row));
    RowSerializer present = new RowSerializer(now);
    return deserialize(present, serialize(present, read));
  }

  private static <T> TypeSerializerSnapshot<T> viaBytes(TypeSerializer<T> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), RowSnapshotTest.class.getClassLoader());
  }

  private static byte[] serialize(TypeSerializer<Object[]> serializer, Object[] row)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(row, out);
    return out.getCopyOfBuffer();
  }

  private static Object[] deserialize(TypeSerializer<Object[]> serializer, byte[] bytes)
      throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }
}
