package dev.drey.expression.runtime;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates and times as SQL texts. */
final class TimeText {
  private static final long DAY = 86_400_000L;

  private TimeText() {}

  static String date(int days) {
    return LocalDate.ofEpochDay(days).toString();
  }

  static String time(int millisOfDay, int digits) {
    StringBuilder text = new StringBuilder(12);
    two(text, millisOfDay / 3_600_000).append(':');
    two(text, millisOfDay / 60_000 % 60).append(':');
    two(text, millisOfDay / 1000 % 60);
    if (digits > 0) {
      String fraction = String.valueOf(1000 + millisOfDay % 1000).substring(1);
      text.append('.').append(fraction, 0, Math.min(3, digits));
    }
    return text.toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * {@code 10:15}, {@code 10:15:30}, {@code 10:15:30.123}; finer than milliseconds is cut; or -1.
   */
  static int millisOfDay(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      return -1;
    }
    String seconds = parts.length == 3 ? parts[2] : "0";
    int point = seconds.indexOf('.');
    String fraction = point < 0 ? "" : seconds.substring(point + 1);
    int hour = number(parts[0], 23);
    int minute = number(parts[1], 59);
    int second = number(point < 0 ? seconds : seconds.substring(0, point), 59);
    if (hour < 0 || minute < 0 || second < 0 || !fraction.matches("\\d{0,9}")) {
      return -1;
    }
    int millis = Integer.parseInt((fraction + "000").substring(0, 3));
    return ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  }

  private static int number(String digits, int greatest) {
    if (digits.isEmpty() || digits.length() > 2) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= greatest ? value : -1;
  }

  /** A date, with or without a time behind a space or T; a Z at the end is allowed; or null. */
  static @Nullable Long timestamp(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    int split = Math.max(local.indexOf(' '), local.indexOf('T'));
    Integer days = Casts.date(split < 0 ? local : local.substring(0, split));
    int millis = split < 0 ? 0 : millisOfDay(local.substring(split + 1));
    return days == null || millis < 0 ? null : Long.valueOf(days * DAY + millis);
  }
}
