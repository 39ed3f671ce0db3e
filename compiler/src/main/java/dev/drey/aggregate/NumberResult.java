// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A computed number as the value of a result's type: fractions are cut for an integer type and
 * rounded half up for a decimal one. A decimal of too many digits is NULL; an integer that does not
 * fit fails, as it would be another number.
 */
final class NumberResult {
  private NumberResult() {}

  static @Nullable Object of(long number, DataType type) {
    switch (type.kind()) {
      case TINYINT:
        return (byte) within(number, Byte.MIN_VALUE, Byte.MAX_VALUE, type);
      case SMALLINT:
        return (short) within(number, Short.MIN_VALUE, Short.MAX_VALUE, type);
      case INT:
        return (int) within(number, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
      case BIGINT:
        return number;
      case FLOAT:
        return (float) number;
      case DOUBLE:
        return (double) number;
      default:
        return decimal(BigDecimal.valueOf(number), type);
    }
  }

  private static long within(long number, long least, long greatest, DataType type) {
    if (number < least || number > greatest) {
      throw tooLarge(number, type);
    }
    return number;
  }

  private static ArithmeticException tooLarge(Number number, DataType type) {
    return new ArithmeticException(
        "an aggregate is "
            + number
            + ", which does not fit "
            + type.withNullable(true)
            + ": write CAST(x AS DECIMAL(38, 0)) within it");
  }

  static @Nullable Object of(double number, DataType type) {
    switch (type.kind()) {
      case FLOAT:
        return (float) number;
      case DOUBLE:
        return number;
      case DECIMAL:
        return Double.isFinite(number) ? decimal(BigDecimal.valueOf(number), type) : null;
      default:
        if (number >= 0x1p63 || number < -0x1p63) {
          throw tooLarge(number, type);
        }
        return of((long) number, type);
    }
  }

  static @Nullable Object of(BigDecimal number, DataType type) {
    switch (type.kind()) {
      case DECIMAL:
        return decimal(number, type);
      case FLOAT:
      case DOUBLE:
        return of(number.doubleValue(), type);
      default:
        BigInteger whole = number.toBigInteger();
        if (whole.bitLength() >= Long.SIZE) {
          throw tooLarge(whole, type);
        }
        return of(whole.longValue(), type);
    }
  }

  private static @Nullable BigDecimal decimal(BigDecimal number, DataType type) {
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
    return scaled.precision() > type.precision() ? null : scaled;
  }
}
