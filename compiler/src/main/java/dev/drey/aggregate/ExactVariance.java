// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation of integers and decimals, by count, sum and sum of squares of
 * their unscaled values, all exact: nothing is rounded but the result, once. A DOUBLE has 53 bits,
 * of which the variance of two INTs already needs more, and is a little below a whole number where
 * that is the variance.
 */
final class ExactVariance extends Aggregate {
  private static final long serialVersionUID = 1;
  private static final int SUM = 1;
  private static final int SQUARES = 2;

  private final boolean sample;
  private final boolean root;
  private final int scale;
  private final DataType type;

  /**
   * @param sample whether to divide by one less than the count; NULL for a single row
   * @param root whether the result is the standard deviation
   * @param scale of the argument
   * @param type an integer or a decimal
   */
  ExactVariance(boolean sample, boolean root, int scale, DataType type) {
    this.sample = sample;
    this.root = root;
    this.scale = scale;
    this.type = type;
  }

  @Override
  public List<Field> state() {
    return List.of(
        Field.of("count", DataType.of(TypeKind.BIGINT)),
        Field.of("sum", DataType.bytes()),
        Field.of("squares", DataType.bytes()));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    BigInteger unscaled =
        value instanceof BigDecimal
            ? ((BigDecimal) value).setScale(scale).unscaledValue()
            : BigInteger.valueOf(((Number) value).longValue());
    combine(accumulator, at, 1, unscaled, unscaled.multiply(unscaled));
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    combine(
        accumulator,
        at,
        Count.count(other, at),
        total(other, at + SUM),
        total(other, at + SQUARES));
  }

  private static void combine(
      Object[] accumulator, int at, long count, BigInteger sum, BigInteger squares) {
    if (count > 0) {
      accumulator[at + SUM] = total(accumulator, at + SUM).add(sum).toByteArray();
      accumulator[at + SQUARES] = total(accumulator, at + SQUARES).add(squares).toByteArray();
      Count.increase(accumulator, at, count);
    }
  }

  private static BigInteger total(Object[] accumulator, int slot) {
    byte[] bytes = (byte[]) accumulator[slot];
    return bytes == null ? BigInteger.ZERO : new BigInteger(bytes);
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    long rows = Count.count(accumulator, at);
    long divisor = sample ? rows - 1 : rows;
    if (divisor <= 0) {
      return null;
    }
    BigInteger count = BigInteger.valueOf(rows);
    BigInteger sum = total(accumulator, at + SUM);
    BigDecimal distances =
        new BigDecimal(
            count.multiply(total(accumulator, at + SQUARES)).subtract(sum.multiply(sum)),
            2 * scale);
    BigDecimal parts = new BigDecimal(count.multiply(BigInteger.valueOf(divisor)));
    return NumberResult.of(root ? root(distances, parts) : quotient(distances, parts), type);
  }

  private BigDecimal quotient(BigDecimal distances, BigDecimal parts) {
    return type.kind() == TypeKind.DECIMAL
        ? distances.divide(parts, type.scale(), RoundingMode.HALF_UP)
        : distances.divide(parts, 0, RoundingMode.DOWN);
  }

  /** By twice the root, cut to a whole number: whether its last bit is set says which way to go. */
  private BigDecimal root(BigDecimal distances, BigDecimal parts) {
    int digits = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    BigInteger twice =
        distances
            .multiply(BigDecimal.valueOf(4))
            .scaleByPowerOfTen(2 * digits)
            .divide(parts, 0, RoundingMode.DOWN)
            .toBigInteger()
            .sqrt();
    BigInteger rounded =
        type.kind() == TypeKind.DECIMAL
            ? twice.add(BigInteger.ONE).shiftRight(1)
            : twice.shiftRight(1);
    return new BigDecimal(rounded, digits);
  }
}
