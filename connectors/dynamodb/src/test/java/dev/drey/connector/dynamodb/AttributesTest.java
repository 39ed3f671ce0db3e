// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.async.RefusedRowException;
import dev.drey.format.BadRecordException;
import dev.drey.testkit.RandomRows;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of columns as attributes and back. */
final class AttributesTest {
  @Test
  void whatWasWrittenIsReadAsItWas() throws Exception {
    long seed = SeedFor.test("AttributesTest");
    RandomRows random = RandomRows.ofWritten(seed, true);
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      RowType type = random.rowType(2);
      Object[] row = random.row(type);
      Map<String, AttributeValue> item;
      try {
        item = new AttributeWriter(type).item(row);
      } catch (RefusedRowException noNumberOfDynamoDb) {
        continue;
      }
      assertThat(text(new AttributeReader(type).row(item)))
          .as("seed %d, %s", seed, type)
          .isEqualTo(text(row));
      read++;
    }
    assertThat(read).isGreaterThan(1500);
  }

  /** With what equals tells apart only by identity told by what it holds. */
  private static String text(@Nullable Object value) {
    if (value instanceof Object[]) {
      return Arrays.stream((Object[]) value).map(AttributesTest::text).collect(Collectors.toList())
          + "row";
    }
    if (value instanceof Collection) {
      return ((Collection<?>) value)
          .stream().map(AttributesTest::text).collect(Collectors.toList()).toString();
    }
    if (value instanceof Map) {
      return ((Map<?, ?>) value)
              .entrySet().stream()
                  .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                  .sorted()
                  .collect(Collectors.toList())
          + "map";
    }
    return value instanceof byte[] ? Arrays.toString((byte[]) value) : String.valueOf(value);
  }

  private static @Nullable Object read(DataType type, AttributeValue attribute)
      throws BadRecordException {
    return new AttributeReader(RowType.of(Field.of("x", type))).row(Map.of("x", attribute))[0];
  }

  @Test
  void setsAreArraysAndNumbersKeepTheirDigits() throws Exception {
    DataType decimal = DataType.decimal(38, 4);
    assertThat(read(DataType.array(DataType.string()), AttributeValue.fromSs(List.of("a", "b"))))
        .isEqualTo(List.of("a", "b"));
    assertThat(
            read(
                DataType.array(DataType.of(TypeKind.INT)),
                AttributeValue.fromNs(List.of("1", "2.0"))))
        .isEqualTo(List.of(1, 2));
    assertThat(
            text(
                read(
                    DataType.array(DataType.bytes()),
                    AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {9}))))))
        .isEqualTo("[[9]]");
    assertThat(text(read(decimal, AttributeValue.fromN("1234567890123456789012345678901234.5"))))
        .isEqualTo("1234567890123456789012345678901234.5000");
    assertThat(read(DataType.string(), AttributeValue.fromN("1.50"))).isEqualTo("1.50");
    assertThat(read(DataType.string(), AttributeValue.fromBool(true))).isEqualTo("true");
    assertThat(read(DataType.string(), AttributeValue.fromNul(true))).isNull();
  }

  @Test
  void nothingIsReadAsWhatItIsNot() {
    assertRefused(DataType.of(TypeKind.INT), AttributeValue.fromN("1.5"));
    assertRefused(DataType.of(TypeKind.TINYINT), AttributeValue.fromN("128"));
    assertRefused(DataType.of(TypeKind.BOOLEAN), AttributeValue.fromN("1"));
    assertRefused(DataType.of(TypeKind.TIMESTAMP_LTZ), AttributeValue.fromN("1767225600"));
    assertRefused(DataType.string(), AttributeValue.fromL(List.of()));
    assertRefused(DataType.string(), AttributeValue.fromM(Map.of()));
    assertRefused(DataType.array(DataType.string()), AttributeValue.fromS("a"));
    assertRefused(DataType.string().notNull(), AttributeValue.fromNul(true));
    assertRefused(DataType.string(), AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {65})));
  }

  private static void assertRefused(DataType type, AttributeValue attribute) {
    assertThatThrownBy(() -> read(type, attribute))
        .as("%s of %s", type, attribute)
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("column `x`");
  }

  @Test
  void numbersThatDynamoDbHasNotAreRefused() {
    for (double none : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e126, -1e300, 1e-131}) {
      assertThatThrownBy(
              () ->
                  new AttributeWriter(RowType.of(Field.of("x", DataType.of(TypeKind.DOUBLE))))
                      .item(new Object[] {none}))
          .isInstanceOf(RefusedRowException.class)
          .hasMessageContaining("which is no number of DynamoDB");
    }
  }
}
