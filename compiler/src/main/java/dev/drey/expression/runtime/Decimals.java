// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** DECIMAL values: exactly the scale of their type, and NULL where they have too many digits. */
public final class Decimals {
  private static final MathContext DIVISION = new MathContext(77, RoundingMode.HALF_UP);
  private static final long[] POWERS = powers();

  private Decimals() {}

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * The value rounded, half up, to the scale; null where it has more digits than the precision.
   * What is out of reach is never written out: 1e300000000 has as many digits.
   */
  public static @Nullable BigDecimal fit(BigDecimal value, int precision, int scale) {
    if (value.scale() == scale) {
      return value.precision() <= precision ? value : null;
    }
    long whole = (long) value.precision() - value.scale();
    if (value.signum() == 0 || whole < -scale) {
      return BigDecimal.valueOf(0, scale);
    }
    if (whole > precision - scale) {
      return null;
    }
    BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
    return scaled.precision() <= precision ? scaled : null;
  }

  public static @Nullable BigDecimal divide(
      BigDecimal dividend, BigDecimal divisor, int precision, int scale) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    return fit(dividend.divide(divisor, DIVISION), precision, scale);
  }

  /** The shortest decimal that reads back as the same double. */
  public static BigDecimal ofDouble(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ArithmeticException(value + " is no DECIMAL");
    }
    return BigDecimal.valueOf(value);
  }

  /** Ten to a power from 0 to 18. */
  static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }
}
