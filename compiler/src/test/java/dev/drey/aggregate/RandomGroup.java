// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numbers of each exact type and a condition. Numbers repeat, may be NULL, and are near
 * zero, near a number far from it, or anywhere.
 */
final class RandomGroup {
  static final RowType TYPE =
      RowType.of(
          Field.of("i8", DataType.of(TypeKind.TINYINT)),
          Field.of("i16", DataType.of(TypeKind.SMALLINT)),
          Field.of("i32", DataType.of(TypeKind.INT)),
          Field.of("i64", DataType.of(TypeKind.BIGINT)),
          Field.of("d2", DataType.decimal(12, 2)),
          Field.of("d10", DataType.decimal(30, 10)),
          Field.of("ok", DataType.of(TypeKind.BOOLEAN)));

  /** The columns that are numbers. */
  static final int NUMBERS = 6;

  private static final int[] BITS = {7, 15, 31, 63, 39, 99};

  private RandomGroup() {}

  static List<@Nullable Object[]> of(Random random) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    int size = random.nextInt(20);
    int[] bits = new int[NUMBERS];
    BigInteger[] centre = new BigInteger[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      int all = random.nextInt(BITS[i]);
      bits[i] = all == 0 ? 1 : random.nextInt(all) + 1;
      centre[i] = random.nextBoolean() ? BigInteger.ZERO : signed(random, all);
    }
    for (int row = 0; row < size; row++) {
      @Nullable Object[] values = new @Nullable Object[TYPE.size()];
      for (int i = 0; i < NUMBERS; i++) {
        if (row > 0 && random.nextInt(3) == 0) {
          values[i] = rows.get(random.nextInt(row))[i];
        } else if (random.nextInt(5) > 0) {
          values[i] = number(centre[i].add(signed(random, bits[i] - 1)), TYPE.field(i).type());
        }
      }
      values[NUMBERS] = random.nextInt(4) == 0 ? null : (Object) random.nextBoolean();
      rows.add(values);
    }
    return rows;
  }

  /** What an aggregate of a column has to look at: no NULL, and each once where it is DISTINCT. */
  static List<BigDecimal> values(
      List<@Nullable Object[]> group, int column, boolean distinct, boolean filtered) {
    List<BigDecimal> values = new ArrayList<>();
    for (@Nullable Object[] row : group) {
      Object value = row[column];
      if (value != null && (!filtered || Boolean.TRUE.equals(row[NUMBERS]))) {
        values.add(new BigDecimal(value.toString()));
      }
    }
    return distinct ? new ArrayList<>(new LinkedHashSet<>(values)) : values;
  }

  private static BigInteger signed(Random random, int bits) {
    BigInteger number = new BigInteger(bits, random);
    return random.nextBoolean() ? number : number.negate();
  }

  private static Object number(BigInteger number, DataType type) {
    switch (type.kind()) {
      case TINYINT:
        return number.byteValueExact();
      case SMALLINT:
        return number.shortValueExact();
      case INT:
        return number.intValueExact();
      case BIGINT:
        return number.longValueExact();
      default:
        return new BigDecimal(number, type.scale());
    }
  }
}
