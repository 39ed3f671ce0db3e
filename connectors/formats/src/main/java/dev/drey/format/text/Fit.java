// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Values that are of the right kind, made fit for a column's precision, scale or length. Nothing is
 * lost silently: digits that a DECIMAL or a time has no place for and texts that are too long make
 * a bad record. Digits of a second are cut where the spec asks for it.
 */
public final class Fit implements Serializable {
  private static final long serialVersionUID = 1;

  private final Mismatch mismatch;
  private final int precision;
  private final int scale;
  private final boolean fixedLength;
  private final long timeUnit;
  private final boolean truncateTimes;

  private Fit(Mismatch mismatch, DataType type, boolean truncateTimes) {
    this.mismatch = mismatch;
    this.truncateTimes = truncateTimes;
    this.precision = type.precision();
    this.scale = type.scale();
    switch (type.kind()) {
      case CHAR:
      case BINARY:
        this.fixedLength = true;
        break;
      default:
        this.fixedLength = false;
    }
    long unit = 1000;
    for (int digit = 0; digit < precision && unit > 1; digit++) {
      unit /= 10;
    }
    this.timeUnit = unit;
  }

  /**
   * @param truncateTimes whether digits of a second beyond the column's are cut off; else they make
   *     a bad record
   */
  public static Fit of(Mismatch mismatch, DataType type, boolean truncateTimes) {
    return new Fit(mismatch, type, truncateTimes);
  }

  /** The number as a long, or null where it has a fraction or is out of range. */
  public static @Nullable Long whole(BigDecimal number) {
    // Before any arithmetic: 1e999999999 must not be written out in digits.
    if (number.signum() == 0) {
      return 0L;
    }
    long digitsBeforePoint = (long) number.precision() - number.scale();
    if (digitsBeforePoint > 19 || number.stripTrailingZeros().scale() > 0) {
      return null;
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The number with exactly the column's scale. */
  public BigDecimal decimal(BigDecimal number) throws BadRecordException {
    if (number.scale() == scale && number.precision() <= precision) {
      return number;
    }
    BigDecimal fitting = rescaled(number);
    if (fitting == null) {
      throw mismatch.found(Mismatch.shortened(number.toString()));
    }
    return fitting;
  }

  private @Nullable BigDecimal rescaled(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO.setScale(scale);
    }
    // Before any arithmetic: 1e999999999 must not be written out in digits.
    long digitsBeforePoint = (long) number.precision() - number.scale();
    if (digitsBeforePoint > precision - scale) {
      return null;
    }
    BigDecimal plain = number.scale() > scale ? number.stripTrailingZeros() : number;
    if (plain.scale() > scale) {
      return null;
    }
    return plain.setScale(scale, RoundingMode.UNNECESSARY);
  }

  /** The text, if its characters (code points) are as many as the column takes. */
  public String text(String text) throws BadRecordException {
    if (precision == DataType.UNBOUNDED || (!fixedLength && text.length() <= precision)) {
      return text;
    }
    int length = text.codePointCount(0, text.length());
    if (length > precision || (fixedLength && length != precision)) {
      throw mismatch.found("a text of " + length + " characters, " + Mismatch.quoted(text));
    }
    return text;
  }

  /** The bytes, if they are as many as the column takes. */
  public byte[] bytes(byte[] bytes) throws BadRecordException {
    if (bytes.length > precision || (fixedLength && bytes.length != precision)) {
      throw mismatch.found(bytes.length + " bytes");
    }
    return bytes;
  }

  /**
   * The milliseconds that this text means, with no more digits of a second than the column's
   * precision.
   */
  public long millis(long millis, char[] text, int offset, int length) throws BadRecordException {
    long finer = timeUnit == 1 ? 0 : Math.floorMod(millis, timeUnit);
    if (!truncateTimes && (finer != 0 || IsoTime.isFinerThanMillis(text, offset, length))) {
      throw mismatch.found(
          "the text "
              + Mismatch.quoted(new String(text, offset, length))
              + ", with more digits of a second (`truncateTimes: true` cuts them)");
    }
    return millis - finer;
  }
}
