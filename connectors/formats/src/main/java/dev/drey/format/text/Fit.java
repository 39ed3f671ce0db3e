package dev.drey.format.text;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Values that are of the right kind, made fit for a column's precision, scale or length. Nothing is
 * lost silently: digits that a DECIMAL has no place for and texts that are too long make a bad
 * record. Only digits of a second are cut, as {@link IsoTime} says.
 */
public final class Fit implements Serializable {
  private static final long serialVersionUID = 1;

  private final Mismatch mismatch;
  private final int precision;
  private final int scale;
  private final boolean fixedLength;
  private final long timeUnit;

  private Fit(Mismatch mismatch, DataType type) {
    this.mismatch = mismatch;
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

  public static Fit of(Mismatch mismatch, DataType type) {
    return new Fit(mismatch, type);
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

  /** Milliseconds with no more digits of a second than the column's precision. */
  public long millis(long millis) {
    return timeUnit == 1 ? millis : millis - Math.floorMod(millis, timeUnit);
  }
}
