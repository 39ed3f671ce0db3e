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
 * are. Reading what was written gives the same value.
 */
public final class ScalarText implements Serializable {
  private static final long serialVersionUID = 1;

  private final TypeKind kind;
  private final Mismatch mismatch;
  private final Fit fit;

  private ScalarText(DataType type, Mismatch mismatch) {
    this.kind = type.kind();
    this.mismatch = mismatch;
    this.fit = Fit.of(mismatch, type);
  }

  public static ScalarText of(DataType type, Mismatch mismatch) {
    return new ScalarText(type, mismatch);
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
        return (float) finite(text, offset, length, Float.MAX_VALUE);
      case DOUBLE:
        return finite(text, offset, length, Double.MAX_VALUE);
      case DECIMAL:
        return parseDecimal(text, offset, length);
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
        return (int)
            fit.millis(valid(IsoTime.parseTime(text, offset, length), text, offset, length));
      case TIMESTAMP:
        return fit.millis(valid(IsoTime.parseLocal(text, offset, length), text, offset, length));
      case TIMESTAMP_LTZ:
        return fit.millis(valid(IsoTime.parseInstant(text, offset, length), text, offset, length));
      default:
        throw new IllegalStateException("no text for " + kind);
    }
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
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        throw wrong(text, offset, length);
      }
      value = 10 * value - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw wrong(text, offset, length);
    }
    value = negative ? value : -value;
    if (value < min || value > max) {
      throw wrong(text, offset, length);
    }
    return value;
  }

  private double finite(char[] text, int offset, int length, double largest)
      throws BadRecordException {
    String value = new String(text, offset, length);
    Double special = specialDouble(value);
    if (special != null) {
      return special;
    }
    // Java reads more than numbers: 1d, 0x1p3, blanks around.
    for (int i = 0; i < length; i++) {
      if ("0123456789+-.eE".indexOf(value.charAt(i)) < 0) {
        throw mismatch.foundText(value);
      }
    }
    try {
      double number = Double.parseDouble(value);
      boolean fits = Double.isFinite(largest == Float.MAX_VALUE ? (float) number : number);
      if (fits) {
        return largest == Float.MAX_VALUE ? Float.parseFloat(value) : number;
      }
    } catch (NumberFormatException e) {
      throw mismatch.foundText(value);
    }
    throw mismatch.foundText(value);
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

  private BigDecimal parseDecimal(char[] text, int offset, int length) throws BadRecordException {
    if (length > MOST_DIGITS) {
      throw wrong(text, offset, length);
    }
    try {
      return fit.decimal(new BigDecimal(text, offset, length));
    } catch (NumberFormatException e) {
      throw wrong(text, offset, length);
    }
  }

  // As Jackson limits numbers: reading digits takes time quadratic in their count.
  private static final int MOST_DIGITS = 1000;

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
        out.appendAscii(ShortestDigits.of((Float) value));
        break;
      case DOUBLE:
        out.appendAscii(ShortestDigits.of((Double) value));
        break;
      case DECIMAL:
        out.appendAscii(((BigDecimal) value).toPlainString());
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
