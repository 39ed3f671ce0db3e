// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sums, averages, variances and deviations of integers and decimals are those of arithmetic without
 * a limit of digits: cut to a whole number where the result is one, rounded half up where it is a
 * decimal. Rows with NULL, DISTINCT and FILTER; other rows by -Ddrey.seed, more by
 * -Ddrey.aggregates.
 */
class AggregateArithmeticTest {
  private static final int GROUPS = Integer.getInteger("drey.aggregates", 40);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUM",
        "AVG",
        "VAR_POP",
        "VAR_SAMP",
        "VARIANCE",
        "STDDEV_POP",
        "STDDEV_SAMP",
        "STDDEV"
      })
  void isThatOfArithmetic(String function) {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("AggregateArithmeticTest: " + function + " -Ddrey.seed=" + seed);
    Random random = new Random(seed);
    List<List<@Nullable Object[]>> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(RandomGroup.of(random));
    }
    for (int column = 0; column < RandomGroup.NUMBERS; column++) {
      for (boolean distinct : new boolean[] {false, true}) {
        for (boolean filtered : new boolean[] {false, true}) {
          String sql =
              function
                  + (distinct ? "(DISTINCT " : "(")
                  + RandomGroup.TYPE.field(column).name()
                  + (filtered ? ") FILTER (WHERE ok)" : ")");
          AggregateEvaluation aggregate = new AggregateEvaluation(sql, RandomGroup.TYPE);
          for (List<@Nullable Object[]> group : groups) {
            check(
                function,
                aggregate,
                group,
                RandomGroup.values(group, column, distinct, filtered),
                "seed " + seed + ": " + sql);
          }
        }
      }
    }
  }

  private static void check(
      String function,
      AggregateEvaluation aggregate,
      List<@Nullable Object[]> group,
      List<BigDecimal> values,
      String what) {
    String text = what + " of " + values;
    boolean sample =
        !function.endsWith("_POP") && !function.equals("SUM") && !function.equals("AVG");
    if (values.size() < (sample ? 2 : 1)) {
      assertThat(aggregate.value(group)).as(text).isNull();
      return;
    }
    DataType type = aggregate.type();
    BigDecimal right = right(function, values, sample, type);
    if (type.kind() == TypeKind.DECIMAL) {
      assertThat(aggregate.value(group))
          .as(text)
          .isEqualTo(right.precision() > type.precision() ? null : right);
    } else if (right.toBigIntegerExact().bitLength() >= Long.SIZE) {
      assertThatThrownBy(() -> aggregate.value(group))
          .as(text)
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining(right.toPlainString());
    } else {
      assertThat(aggregate.value(group)).as(text).hasToString(right.toPlainString());
    }
  }

  private static BigDecimal right(
      String function, List<BigDecimal> values, boolean sample, DataType type) {
    boolean decimal = type.kind() == TypeKind.DECIMAL;
    int scale = decimal ? type.scale() : 0;
    RoundingMode mode = decimal ? RoundingMode.HALF_UP : RoundingMode.DOWN;
    BigDecimal count = BigDecimal.valueOf(values.size());
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (function.equals("SUM")) {
      return sum.setScale(scale, mode);
    }
    if (function.equals("AVG")) {
      return sum.divide(count, scale, mode);
    }
    // Distances from the mean, each times the count, so that none has to be rounded.
    BigDecimal squares =
        values.stream()
            .map(value -> value.multiply(count).subtract(sum).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal divisor = count.pow(2).multiply(sample ? count.subtract(BigDecimal.ONE) : count);
    return function.startsWith("STDDEV")
        ? root(squares, divisor, scale, decimal)
        : squares.divide(divisor, scale, mode);
  }

  /** The root of a fraction, found by halving where it may lie and squaring. */
  private static BigDecimal root(
      BigDecimal dividend, BigDecimal divisor, int scale, boolean rounded) {
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ONE.shiftLeft(400);
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      BigDecimal least = new BigDecimal(middle).subtract(rounded ? HALF : BigDecimal.ZERO);
      if (least.scaleByPowerOfTen(-scale).pow(2).multiply(divisor).compareTo(dividend) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new BigDecimal(low, scale);
  }
}
