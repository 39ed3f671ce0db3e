// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.row.LongCell;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of integers, exact: kept in 128 bits. Where it does not fit the result's type, which no
 * sum of fewer than 2^32 INTs does, the job fails rather than go on with a wrong number.
 */
final class IntegerSum extends Aggregate {
  private static final long serialVersionUID = 1;
  private static final int HIGH = 1;

  private final DataType type;

  IntegerSum(DataType type) {
    this.type = type;
  }

  @Override
  public List<Field> state() {
    return List.of(
        Field.of("sum", DataType.of(TypeKind.BIGINT)),
        Field.of("high", DataType.of(TypeKind.BIGINT)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    long addend = ((Number) value).longValue();
    addWide(accumulator, at, addend, addend < 0 ? -1 : 0);
  }

  @Override
  public void retract(Object[] accumulator, int at, Object value) {
    long number = ((Number) value).longValue();
    // The least BIGINT less than nothing is itself as the lower half, and no upper half.
    addWide(accumulator, at, -number, number > 0 ? -1 : 0);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      addWide(accumulator, at, LongCell.get(other, at), high(other, at));
    }
  }

  private static void addWide(Object[] accumulator, int at, long low, long high) {
    if (accumulator[at] == null) {
      LongCell.set(accumulator, at, low);
      LongCell.set(accumulator, at + HIGH, high);
      return;
    }
    long sum = LongCell.get(accumulator, at) + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    LongCell.set(accumulator, at + HIGH, high(accumulator, at) + high + carry);
    LongCell.set(accumulator, at, sum);
  }

  /** State that was written when a sum had 64 bits holds no upper half: that is its sign. */
  private static long high(Object[] accumulator, int at) {
    return accumulator[at + HIGH] == null
        ? LongCell.get(accumulator, at) >> 63
        : LongCell.get(accumulator, at + HIGH);
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      return null;
    }
    long low = LongCell.get(accumulator, at);
    long high = high(accumulator, at);
    return high == low >> 63 ? NumberResult.of(low, type) : NumberResult.of(wide(low, high), type);
  }

  private static BigDecimal wide(long low, long high) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
    return new BigDecimal(BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned));
  }
}
