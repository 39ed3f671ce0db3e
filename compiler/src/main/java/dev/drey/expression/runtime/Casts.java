// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.expression.text.Characters;
import dev.drey.function.Limits;
import dev.drey.text.Article;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Casts from and to texts, as Flink SQL does them. {@code to...} fails on a text that cannot be
 * read, {@code tryTo...} gives null.
 */
public final class Casts {
  /** Characters of a text that is read as a DECIMAL. */
  private static final int LONGEST_NUMBER = 1_000;

  private Casts() {}

  private static IllegalArgumentException unreadable(String text, String type) {
    String shown = text.length() <= 50 ? text : text.substring(0, 47) + "...";
    return new IllegalArgumentException("'" + shown + "' is not " + Article.with(type));
  }

  public static boolean toBoolean(String text) {
    Boolean value = tryToBoolean(text);
    if (value == null) {
      throw unreadable(text, "BOOLEAN");
    }
    return value;
  }

  public static @Nullable Boolean tryToBoolean(String text) {
    switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "t":
      case "true":
      case "y":
      case "yes":
      case "1":
        return true;
      case "f":
      case "false":
      case "n":
      case "no":
      case "0":
        return false;
      default:
        return null;
    }
  }

  /** A whole number within bounds; digits after a point are cut off; null if it is none. */
  private static @Nullable Long whole(String text, long least, long greatest) {
    String number = text.trim();
    int point = number.indexOf('.');
    if (point >= 0) {
      for (int i = point + 1; i < number.length(); i++) {
        if (number.charAt(i) < '0' || number.charAt(i) > '9') {
          return null;
        }
      }
      number = number.substring(0, point);
    }
    try {
      long value = Long.parseLong(number);
      return value < least || value > greatest ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static long whole(String text, long least, long greatest, String type) {
    Long value = whole(text, least, greatest);
    if (value == null) {
      throw unreadable(text, type);
    }
    return value;
  }

  public static byte toByte(String text) {
    return (byte) whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
  }

  public static @Nullable Byte tryToByte(String text) {
    Long value = whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
    return value == null ? null : Byte.valueOf(value.byteValue());
  }

  public static short toShort(String text) {
    return (short) whole(text, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
  }

  public static @Nullable Short tryToShort(String text) {
    Long value = whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
    return value == null ? null : Short.valueOf(value.shortValue());
  }

  public static int toInt(String text) {
    return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "INT");
  }

  public static @Nullable Integer tryToInt(String text) {
    Long value = whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return value == null ? null : Integer.valueOf(value.intValue());
  }

  public static long toLong(String text) {
    return whole(text, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
  }

  public static @Nullable Long tryToLong(String text) {
    return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public static float toFloat(String text) {
    try {
      return Float.parseFloat(text.trim());
    } catch (NumberFormatException e) {
      throw unreadable(text, "FLOAT");
    }
  }

  public static @Nullable Float tryToFloat(String text) {
    try {
      return Float.valueOf(text.trim());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public static double toDouble(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw unreadable(text, "DOUBLE");
    }
  }

  public static @Nullable Double tryToDouble(String text) {
    try {
      return Double.valueOf(text.trim());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public static @Nullable BigDecimal toDecimal(String text, int precision, int scale) {
    try {
      return Decimals.fit(decimal(text), precision, scale);
    } catch (NumberFormatException e) {
      throw unreadable(text, "DECIMAL");
    }
  }

  public static @Nullable BigDecimal tryToDecimal(String text, int precision, int scale) {
    try {
      return Decimals.fit(decimal(text), precision, scale);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Reading a number takes time that grows with the square of its digits. */
  private static BigDecimal decimal(String text) {
    String number = text.trim();
    if (number.length() > LONGEST_NUMBER) {
      throw new NumberFormatException();
    }
    return new BigDecimal(number);
  }

  /** Days since 1970-01-01. */
  public static int toDate(String text) {
    Integer value = tryToDate(text);
    if (value == null) {
      throw unreadable(text, "DATE");
    }
    return value;
  }

  /** The time behind the date, if any, is cut off. */
  public static @Nullable Integer tryToDate(String text) {
    String trimmed = text.trim();
    int end = 0;
    while (end < trimmed.length() && " T".indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    if (end < trimmed.length() && TimeText.millisOfDay(trimmed.substring(end + 1)) < 0) {
      return null;
    }
    return TimeText.days(trimmed.substring(0, end));
  }

  /** Milliseconds of the day. */
  public static int toTime(String text) {
    Integer value = tryToTime(text);
    if (value == null) {
      throw unreadable(text, "TIME");
    }
    return value;
  }

  public static @Nullable Integer tryToTime(String text) {
    int millis = TimeText.millisOfDay(text.trim());
    return millis < 0 ? null : Integer.valueOf(millis);
  }

  /** Milliseconds since 1970-01-01T00:00:00. */
  public static long toTimestamp(String text) {
    Long value = tryToTimestamp(text);
    if (value == null) {
      throw unreadable(text, "TIMESTAMP");
    }
    return value;
  }

  public static @Nullable Long tryToTimestamp(String text) {
    return TimeText.timestamp(text.trim());
  }

  /** Milliseconds since 1970-01-01T00:00:00Z; without an offset the text is in UTC. */
  public static long toInstant(String text) {
    Long value = tryToInstant(text);
    if (value == null) {
      throw unreadable(text, "TIMESTAMP_LTZ");
    }
    return value;
  }

  public static @Nullable Long tryToInstant(String text) {
    return TimeText.instant(text.trim());
  }

  public static String text(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  public static String text(int value) {
    return Integer.toString(value);
  }

  public static String text(long value) {
    return Long.toString(value);
  }

  public static String text(float value) {
    return Float.toString(value);
  }

  public static String text(double value) {
    return Double.toString(value);
  }

  public static String text(BigDecimal value) {
    return value.toPlainString();
  }

  public static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code 2026-01-31}. */
  public static String dateText(int days) {
    return TimeText.date(days);
  }

  public static String timeText(int millisOfDay, int digits) {
    return TimeText.time(millisOfDay, digits);
  }

  /** {@code +1 02:03:04.500}. */
  public static String intervalText(long millis) {
    return TimeText.interval(millis);
  }

  /** {@code +1-02}: years and months. */
  public static String intervalText(int months) {
    return TimeText.interval(months);
  }

  /** {@code 2026-01-31 10:00:00.000}. */
  public static String timestampText(long millis, int digits) {
    return TimeText.date((int) Math.floorDiv(millis, 86_400_000L))
        + " "
        + TimeText.time((int) Math.floorMod(millis, 86_400_000L), digits);
  }

  /** A text cut to a length, or also filled up to it with spaces. */
  public static String sized(String text, int length, boolean fill) {
    int missing = length - Characters.count(text);
    if (missing <= 0) {
      return Characters.between(text, 0, length);
    }
    Limits.text(fill ? length : 0, "CAST");
    return fill ? text + " ".repeat(missing) : text;
  }

  /** Bytes cut to a length, or also filled up to it with zeros. */
  public static byte[] sized(byte[] bytes, int length, boolean fill) {
    return bytes.length > length || (fill && bytes.length < length)
        ? Arrays.copyOf(bytes, length)
        : bytes;
  }
}
