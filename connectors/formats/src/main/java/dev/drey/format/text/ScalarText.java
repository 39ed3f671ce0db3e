// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value that is no list, map or row: a CSV field, the key of a JSON object. Numbers
 * in decimal, {@code true} and {@code false}, times in ISO-8601, bytes in base64, texts as they
 * are. Reading what was written gives the same value. A text is a number if it is one from its
 * first character to its last, without blanks; an integer also as {@code 1.0} or {@code 1e3}.
 */
public final class ScalarText implements Serializable {
  private static final long serialVersionUID = 1;

  /** As Jackson limits numbers: reading digits takes time quadratic in their count. */
  private static final int MOST_DIGITS = 1000;

  /** As many as always fit into a long. */
  private static final int FEW_DIGITS = 18;

  private final TypeKind kind;
  private final Mismatch mismatch;
  private final Fit fit;

  private ScalarText(DataType type, Mismatch mismatch, Fit fit) {
    this.kind = type.kind();
    this.mismatch = mismatch;
    this.fit = fit;
  }

  public static ScalarText of(DataType type, Mismatch mismatch) {
    return of(type, mismatch, false);
  }

  /**
   * @param truncateTimes as {@link Fit#of} says
   */
  public static ScalarText of(DataType type, Mismatch mismatch, boolean truncateTimes) {
    return new ScalarText(type, mismatch, Fit.of(mismatch, type, truncateTimes));
  }

  /** The value that these characters mean; never null. */
  public Object parse(char[] text, int offset, int length) throws BadRecordException {
    switch (kind) {
      case CHAR:
      case VARCHAR:
        return fit.text(new String(text, offset, length));
      case BOOLEAN:
        return parseBoolean(text, offset, length);
      case TINYINT:
        return (byte) parseInteger(text, offset, length, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT:
        return (short) parseInteger(text, offset, length, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT:
        return (int) parseInteger(text, offset, length, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT:
        return parseInteger(text, offset, length, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT:
      case DOUBLE:
        return real(text, offset, length);
      case DECIMAL:
        return fit.decimal(number(text, offset, length));
      case BINARY:
      case VARBINARY:
        return fit.bytes(parseBytes(text, offset, length));
      default:
        return parseTime(text, offset, length);
    }
  }

  private Object parseTime(char[] text, int offset, int length) throws BadRecordException {
    switch (kind) {
      case DATE:
        return (int) valid(IsoTime.parseDate(text, offset, length), text, offset, length);
      case TIME:
        return (int) time(IsoTime.parseTime(text, offset, length), text, offset, length);
      case TIMESTAMP:
        return time(IsoTime.parseLocal(text, offset, length), text, offset, length);
      case TIMESTAMP_LTZ:
        return time(IsoTime.parseInstant(text, offset, length), text, offset, length);
      default:
        throw new IllegalStateException("no text for " + kind);
    }
  }

  private long time(long millis, char[] text, int offset, int length) throws BadRecordException {
    return fit.millis(valid(millis, text, offset, length), text, offset, length);
  }

  private long valid(long time, char[] text, int offset, int length) throws BadRecordException {
    if (time == IsoTime.INVALID) {
      throw wrong(text, offset, length);
    }
    return time;
  }

  private BadRecordException wrong(char[] text, int offset, int length) {
    return mismatch.foundText(new String(text, offset, length));
  }

  private boolean parseBoolean(char[] text, int offset, int length) throws BadRecordException {
    String value = new String(text, offset, length);
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw mismatch.foundText(value);
  }

  private long parseInteger(char[] text, int offset, int length, long min, long max)
      throws BadRecordException {
    int at = offset;
    int end = offset + length;
    boolean negative = length > 0 && text[at] == '-';
    if (negative || (length > 0 && text[at] == '+')) {
      at++;
    }
    if (at == end) {
      throw wrong(text, offset, length);
    }
    // Counted below zero, where the range is larger by one.
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return inRange(whole(text, offset, length), min, max, text, offset, length);
      }
      if (value < (Long.MIN_VALUE + digit) / 10) {
        return inRange(whole(text, offset, length), min, max, text, offset, length);
      }
      value = 10 * value - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw wrong(text, offset, length);
    }
    return inRange(negative ? value : -value, min, max, text, offset, length);
  }

  private long inRange(long value, long min, long max, char[] text, int offset, int length)
      throws BadRecordException {
    if (value < min || value > max) {
      throw wrong(text, offset, length);
    }
    return value;
  }

  private long whole(char[] text, int offset, int length) throws BadRecordException {
    Long whole = Fit.whole(number(text, offset, length));
    if (whole == null) {
      throw wrong(text, offset, length);
    }
    return whole;
  }

  private Object real(char[] text, int offset, int length) throws BadRecordException {
    String value = new String(text, offset, length);
    Double special = specialDouble(value);
    if (special != null) {
      return kind == TypeKind.FLOAT ? (Object) special.floatValue() : special;
    }
    checkNumber(text, offset, length);
    try {
      double number = kind == TypeKind.FLOAT ? Float.parseFloat(value) : Double.parseDouble(value);
      if (Double.isFinite(number) && (number != 0 || isZero(value))) {
        return kind == TypeKind.FLOAT ? (Object) (float) number : number;
      }
    } catch (NumberFormatException e) {
      throw mismatch.foundText(value);
    }
    throw mismatch.foundText(value);
  }

  /** Whether the text of a number means zero, and is not just too close to it for its type. */
  public static boolean isZero(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code NaN}, {@code Infinity} and {@code -Infinity}, which JSON has no numbers for; or null.
   */
  public static @Nullable Double specialDouble(String text) {
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "Infinity":
        return Double.POSITIVE_INFINITY;
      case "-Infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        return null;
    }
  }

  private BigDecimal number(char[] text, int offset, int length) throws BadRecordException {
    checkNumber(text, offset, length);
    try {
      return new BigDecimal(text, offset, length);
    } catch (NumberFormatException e) {
      throw wrong(text, offset, length);
    }
  }

  /** Java reads more than numbers: 1d, 0x1p3, blanks around, digits of other scripts. */
  private void checkNumber(char[] text, int offset, int length) throws BadRecordException {
    if (length > MOST_DIGITS) {
      throw wrong(text, offset, length);
    }
    for (int i = offset; i < offset + length; i++) {
      if ("0123456789+-.eE".indexOf(text[i]) < 0) {
        throw wrong(text, offset, length);
      }
    }
  }

  private byte[] parseBytes(char[] text, int offset, int length) throws BadRecordException {
    String value = new String(text, offset, length);
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw mismatch.found("the text " + Mismatch.quoted(value) + ", which is not base64");
    }
  }

  /** Appends the text of a value that is not null. */
  public void write(Object value, Utf8Buffer out) {
    switch (kind) {
      case CHAR:
      case VARCHAR:
        out.appendText((String) value);
        break;
      case BOOLEAN:
        out.appendAscii((Boolean) value ? "true" : "false");
        break;
      default:
        writeAscii(kind, value, out);
    }
  }

  private static void writeDecimal(BigDecimal value, Utf8Buffer out) {
    if (value.scale() > 0 && value.precision() <= FEW_DIGITS) {
      out.appendDecimal(value.unscaledValue().longValue(), value.scale());
    } else {
      out.appendAscii(value.toPlainString());
    }
  }

  /** Appends the text of a number, a time or bytes: ASCII characters only, no quote among them. */
  public static void writeAscii(TypeKind kind, Object value, Utf8Buffer out) {
    switch (kind) {
      case TINYINT:
      case SMALLINT:
      case INT:
      case BIGINT:
        out.appendLong(((Number) value).longValue());
        break;
      case FLOAT:
        ShortestDigits.write((Float) value, out);
        break;
      case DOUBLE:
        ShortestDigits.write((Double) value, out);
        break;
      case DECIMAL:
        writeDecimal((BigDecimal) value, out);
        break;
      case BINARY:
      case VARBINARY:
        out.append(Base64.getEncoder().encode((byte[]) value));
        break;
      case DATE:
        IsoTime.writeDate((Integer) value, out);
        break;
      case TIME:
        IsoTime.writeTime((Integer) value, out);
        break;
      case TIMESTAMP:
        IsoTime.writeLocal((Long) value, out);
        break;
      case TIMESTAMP_LTZ:
        IsoTime.writeInstant((Long) value, out);
        break;
      default:
        throw new IllegalStateException("no text for " + kind);
    }
  }
}
