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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows come back from their bytes as they went. */
class RowSerializerTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());

  @Test
  void randomRowsOfRandomTypesComeBack() throws Exception {
    RandomRows random = RandomRows.ofAnything(SEED);
    for (int i = 0; i < 300; i++) {
      RowType type = random.rowType(3);
      TypeSerializer<Object[]> serializer = viaJavaSerialization(serializer(type));
      for (int j = 0; j < 5; j++) {
        Object[] row = random.row(type);
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(row, out);
        byte[] bytes = out.getCopyOfBuffer();
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        Object[] back = serializer.deserialize(in);

        assertThat(new RowKey(back)).as("seed %d, %s", SEED, type).isEqualTo(new RowKey(row));
        assertThat(new RowKey(back)).as("seed %d", SEED).hasSameHashCodeAs(new RowKey(row));
        assertThat(in.available()).as("seed %d: bytes left over", SEED).isZero();
        assertThat(copiedBytes(serializer, bytes)).as("seed %d", SEED).isEqualTo(bytes);
        assertThat(new RowKey(serializer.copy(row))).as("seed %d", SEED).isEqualTo(new RowKey(row));
      }
    }
  }

  @Test
  void aCopySharesNothingThatCanChange() {
    RowType inner = RowType.of(Field.of("x", DataType.of(TypeKind.INT)));
    RowType type =
        RowType.of(
            Field.of("bytes", DataType.bytes()),
            Field.of("list", DataType.array(DataType.row(inner))),
            Field.of("map", DataType.map(DataType.string(), DataType.bytes())),
            Field.of("row", DataType.row(inner)));
    Object[] nested = {1};
    List<Object> list = new ArrayList<>();
    list.add(nested);
    byte[] bytes = {1, 2};
    Object[] copy = serializer(type).copy(new Object[] {bytes, list, Map.of("k", bytes), nested});

    bytes[0] = 9;
    nested[0] = 9;
    list.clear();

    assertThat((byte[]) copy[0]).containsExactly(1, 2);
    assertThat((List<?>) copy[1]).hasSize(1);
    assertThat((Object[]) ((List<?>) copy[1]).get(0)).containsExactly(1);
    assertThat((byte[]) ((Map<?, ?>) copy[2]).get("k")).containsExactly(1, 2);
    assertThat((Object[]) copy[3]).containsExactly(1);
  }

  @Test
  void smallNumbersAreShort() throws IOException {
    RowType type =
        RowType.of(
            Field.of("a", DataType.of(TypeKind.BIGINT)),
            Field.of("b", DataType.of(TypeKind.INT)),
            Field.of("c", DataType.decimal(12, 2)),
            Field.of("d", DataType.string()));

    // A byte of NULL bits, then one a value; a text has its length first.
    assertThat(bytes(type, 1L, -2, new BigDecimal("0.05"), "x")).hasSize(1 + 1 + 1 + 1 + 2);
    assertThat(bytes(type, null, null, null, null)).hasSize(1);
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    RowType type = RowType.of(Field.of("a", DataType.string()));

    assertThatThrownBy(() -> bytes(type, "x", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 values for 1 columns");
  }

  @Test
  void aDecimalOfAnotherScaleIsRefused() {
    // By the codec alone: tests look at whole rows before, see RowCheck.
    ValueCodec codec = ValueCodec.of(DataType.decimal(12, 2));

    assertThatThrownBy(() -> codec.write(new BigDecimal("1.5"), new DataOutputSerializer(16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1.5 is no DECIMAL(12, 2)");
  }

  @Test
  void aSourcesRowsCarryBadRecordsToo() throws IOException {
    RowType good = RowType.of(Field.of("a", DataType.string()));
    RowType bad =
        RowType.of(Field.of("reason", DataType.string()), Field.of("raw", DataType.bytes()));
    TypeSerializer<Object[]> serializer =
        SourceRowTypeInformation.of(good, bad).createSerializer(new SerializerConfigImpl());

    Object[] row = roundTrip(serializer, new Object[] {"x"});
    Object[] badRow =
        roundTrip(
            serializer, BadRecord.wrap(new BadRecord(new Object[] {"no JSON", new byte[] {7}})));

    assertThat(BadRecord.isBad(row)).isFalse();
    assertThat(row).containsExactly("x");
    assertThat(BadRecord.isBad(badRow)).isTrue();
    assertThat(((BadRecord) badRow[0]).row()).containsExactly("no JSON", new byte[] {7});
  }

  @Test
  void typeInformationIsEqualWhereTheColumnsAre() throws Exception {
    RowType type = RowType.of(Field.of("a", DataType.string()));
    RowType other = RowType.of(Field.of("b", DataType.string()));

    assertThat(RowTypeInformation.of(type))
        .isEqualTo(viaJavaSerialization(RowTypeInformation.of(type)))
        .hasSameHashCodeAs(RowTypeInformation.of(type))
        .isNotEqualTo(RowTypeInformation.of(other))
        .isNotEqualTo(RowKeyTypeInformation.of(type))
        .isNotEqualTo(SourceRowTypeInformation.of(type, other));
    assertThat(RowKeyTypeInformation.of(type).isKeyType()).isTrue();
    assertThat(RowTypeInformation.of(type).isKeyType()).isFalse();
  }

  @Test
  void cellsAreWrittenAsNumbersAndNotShared() throws Exception {
    RowType type =
        RowType.of(
            Field.of("count", DataType.of(TypeKind.BIGINT)),
            Field.of("sum", DataType.of(TypeKind.DOUBLE)));
    Object[] row = new Object[2];
    LongCell.add(row, 0, 2);
    LongCell.add(row, 0, 3);
    DoubleCell.set(row, 1, 0.5);
    DoubleCell.add(row, 1, 0.25);
    Object[] copy = serializer(type).copy(row);
    byte[] bytes = bytes(type, row);
    LongCell.set(row, 0, 7);
    DoubleCell.add(row, 1, 1);

    assertThat(copy).containsExactly(5L, 0.75);
    assertThat(bytes).isEqualTo(bytes(type, 5L, 0.75));
    LongCell.add(copy, 0, 1);
    assertThat(LongCell.get(copy, 0)).isEqualTo(6);
  }

  private static TypeSerializer<Object[]> serializer(RowType type) {
    TypeInformation<Object[]> information = RowTypeInformation.of(type);
    return information.createSerializer(new SerializerConfigImpl());
  }

  private static byte[] bytes(RowType type, @Nullable Object... row) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer(type).serialize(row, out);
    return out.getCopyOfBuffer();
  }

  private static Object[] roundTrip(TypeSerializer<Object[]> serializer, Object[] row)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(serializer.copy(row), out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static byte[] copiedBytes(TypeSerializer<Object[]> serializer, byte[] bytes)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(bytes), out);
    return out.getCopyOfBuffer();
  }

  private static <T extends java.io.Serializable> T viaJavaSerialization(T value) throws Exception {
    return InstantiationUtil.clone(value);
  }
}
