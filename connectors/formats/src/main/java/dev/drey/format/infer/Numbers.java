// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.infer;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.Map;

/** Numbers that stood in one place. */
final class Numbers {
  private static final int MOST_DIGITS = 38;
  private static final int MOST_SCALE = 6;
  private static final int MOST_OF_A_DOUBLE = 300;

  /** Digits before the point that a type has beyond those that were seen. */
  private static final int ROOM = 4;

  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Milliseconds and seconds since 1970, from the year 2001 to 2286. */
  private static final BigDecimal EPOCH_SECONDS = BigDecimal.valueOf(1_000_000_000L);

  private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(1_000_000_000_000L);

  private long count;
  private long whole;
  private int scale;
  private int digitsBeforePoint;
  private BigDecimal least = BigDecimal.ZERO;
  private BigDecimal greatest = BigDecimal.ZERO;

  void add(BigDecimal number) {
    least = count == 0 ? number : least.min(number);
    greatest = count == 0 ? number : greatest.max(number);
    count++;
    if (number.scale() <= 0) {
      whole++;
    }
    scale = Math.max(scale, number.scale());
    long before = number.signum() == 0 ? 1 : (long) number.precision() - number.scale();
    digitsBeforePoint = (int) Math.max(digitsBeforePoint, Math.min(before, 10_000));
  }

  long count() {
    return count;
  }

  DataType type(String path, Map<String, String> notes) {
    if (whole == count) {
      return integer(path, notes);
    }
    if (scale > MOST_OF_A_DOUBLE || digitsBeforePoint > MOST_OF_A_DOUBLE) {
      notes.put(path, "has numbers that no DOUBLE is near to");
      return DataType.string();
    }
    if (scale > MOST_SCALE || digitsBeforePoint + scale > MOST_DIGITS) {
      return DataType.of(TypeKind.DOUBLE);
    }
    int precision = Math.min(MOST_DIGITS, Math.max(1, digitsBeforePoint) + ROOM + scale);
    notes.put(
        path, "is from " + least.toPlainString() + " to " + greatest.toPlainString() + " here");
    return DataType.decimal(precision, scale);
  }

  private DataType integer(String path, Map<String, String> notes) {
    if (least.compareTo(LEAST_LONG) >= 0 && greatest.compareTo(GREATEST_LONG) <= 0) {
      if (isEpoch(EPOCH_MILLIS)) {
        notes.put(
            path, "may be milliseconds since 1970: TO_TIMESTAMP_LTZ(x, 3) makes a time of it");
      } else if (isEpoch(EPOCH_SECONDS)) {
        notes.put(path, "may be seconds since 1970: TO_TIMESTAMP_LTZ(x, 0) makes a time of it");
      }
      return DataType.of(TypeKind.BIGINT);
    }
    if (digitsBeforePoint <= MOST_DIGITS) {
      return DataType.decimal(MOST_DIGITS, 0);
    }
    notes.put(path, "has numbers of more than " + MOST_DIGITS + " digits");
    return DataType.string();
  }

  private boolean isEpoch(BigDecimal unit) {
    return least.compareTo(unit) >= 0
        && greatest.compareTo(unit.multiply(BigDecimal.valueOf(10))) < 0;
  }
}
