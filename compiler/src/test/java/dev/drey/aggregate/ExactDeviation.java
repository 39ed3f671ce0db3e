// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variances and standard deviations of floating point without a limit of digits. */
final class ExactDeviation {
  private static final MathContext DIGITS = new MathContext(60);

  private ExactDeviation() {}

  /**
   * Whether the value is the one of arithmetic, but for the last digits of its type and of those of
   * the largest number of the group. NaN or NULL where one of the numbers is none.
   */
  static boolean isNear(
      @Nullable Object value, String call, List<@Nullable Object[]> group, RowType rows) {
    List<BigDecimal> numbers = new ArrayList<>();
    BigDecimal largest = BigDecimal.ZERO;
    boolean finite = true;
    for (Object[] row : group) {
      Object number = row[AggregateTypesBesideFlinkTest.column(call, rows)];
      if (number != null) {
        double read = ((Number) number).doubleValue();
        finite &= Double.isFinite(read);
        numbers.add(finite ? new BigDecimal(read) : BigDecimal.ZERO);
        largest = largest.max(numbers.get(numbers.size() - 1).abs());
      }
    }
    int divisor = numbers.size() - (call.contains("_SAMP") ? 1 : 0);
    if (divisor <= 0) {
      return value == null;
    }
    if (value == null) {
      return false;
    }
    double ours = ((Number) value).doubleValue();
    if (!finite) {
      return Double.isNaN(ours);
    }
    BigDecimal variance = variance(numbers, divisor);
    boolean root = call.startsWith("STDDEV");
    // What the type of the result rounds, and what a double does to the distances from the mean.
    double digits = value instanceof Float ? 0x1p-23 : 0x1p-45;
    double right = root ? variance.sqrt(DIGITS).doubleValue() : variance.doubleValue();
    double lost = root ? largest.doubleValue() : largest.pow(2).doubleValue();
    if (variance.doubleValue() > Double.MAX_VALUE || right > largestOf(value)) {
      return !Double.isFinite(ours);
    }
    return Math.abs(ours - right) <= right * digits + lost * numbers.size() * 0x1p-52;
  }

  private static double largestOf(Object value) {
    return value instanceof Float ? Float.MAX_VALUE : Double.MAX_VALUE;
  }

  /** By distances from the mean, each times the count, so that only the result is rounded. */
  private static BigDecimal variance(List<BigDecimal> numbers, int divisor) {
    BigDecimal count = BigDecimal.valueOf(numbers.size());
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return numbers.stream()
        .map(number -> number.multiply(count).subtract(sum).pow(2))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(count.pow(2).multiply(BigDecimal.valueOf(divisor)), DIGITS);
  }
}
