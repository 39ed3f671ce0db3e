// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of decimals in 38 digits. Once it has had more it is NULL for good, as in Flink: a
 * sum that came back would depend on the order of the rows.
 */
final class DecimalSum extends Aggregate {
  private static final long serialVersionUID = 1;
  private static final int MAX_DIGITS = 38;

  private final int scale;
  private final DataType type;

  /**
   * @param scale of the argument
   */
  DecimalSum(int scale, DataType type) {
    this.scale = scale;
    this.type = type;
  }

  @Override
  public List<Field> state() {
    return List.of(
        Field.of("sum", DataType.decimal(MAX_DIGITS, scale)),
        Field.of("overflow", DataType.of(TypeKind.BOOLEAN)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    if (accumulator[at + 1] != null) {
      return;
    }
    BigDecimal addend = (BigDecimal) value;
    BigDecimal sum = accumulator[at] == null ? addend : ((BigDecimal) accumulator[at]).add(addend);
    if (sum.precision() > MAX_DIGITS) {
      overflow(accumulator, at);
    } else {
      accumulator[at] = sum;
    }
  }

  @Override
  public void retract(Object[] accumulator, int at, Object value) {
    add(accumulator, at, ((BigDecimal) value).negate(), 0);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at + 1] != null) {
      overflow(accumulator, at);
    } else if (other[at] != null) {
      add(accumulator, at, other[at], 0);
    }
  }

  private static void overflow(Object[] accumulator, int at) {
    accumulator[at] = null;
    accumulator[at + 1] = true;
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    BigDecimal sum = (BigDecimal) accumulator[at];
    return sum == null ? null : NumberResult.of(sum, type);
  }
}
