// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as SQL texts. */
final class TimeText {
  private static final long DAY = 86_400_000L;

  private static final Pattern DATE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");

  private static final Pattern OFFSET =
      Pattern.compile("(.*:\\d{1,2}(?:\\.\\d*)?) ?([+-]\\d{2}(?::?\\d{2})?)");

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

  /** {@code -1 02:03:04.500}: days and a time of the day. */
  static String interval(long millis) {
    long days = Math.abs(millis / DAY);
    int rest = (int) Math.abs(millis % DAY);
    return (millis < 0 ? "-" : "+") + days + " " + time(rest, 3);
  }

  /** {@code +1-02}: years and months. */
  static String interval(int months) {
    StringBuilder text = new StringBuilder(months < 0 ? "-" : "+");
    text.append(Math.abs(months / 12)).append('-');
    return two(text, Math.abs(months % 12)).toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** {@code 2026-01-31}, {@code 2026-1} or {@code 2026}, of the years 1 to 9999; or null. */
  static @Nullable Integer days(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    int year = Integer.parseInt(parts.group(1));
    try {
      return year == 0
          ? null
          : (int) LocalDate.of(year, part(parts, 2), part(parts, 3)).toEpochDay();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int part(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 1 : Integer.parseInt(digits);
  }

  /**
   * {@code 10}, {@code 10:15}, {@code 10:15:30}, {@code 10:15:30.123}; finer than milliseconds is
   * cut; or -1.
   */
  static int millisOfDay(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3) {
      return -1;
    }
    String seconds = parts.length == 3 ? parts[2] : "0";
    int point = seconds.indexOf('.');
    String fraction = point < 0 ? "" : seconds.substring(point + 1);
    int hour = number(parts[0], 23);
    int minute = parts.length == 1 ? 0 : number(parts[1], 59);
    int second = number(point < 0 ? seconds : seconds.substring(0, point), 59);
    if (hour < 0 || minute < 0 || second < 0 || !isFraction(fraction)) {
      return -1;
    }
    int millis = Integer.parseInt((fraction + "000").substring(0, 3));
    return ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  }

  private static boolean isFraction(String digits) {
    return digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
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

  /**
   * As SQL writes a TIMESTAMP: {@code 2026-01-31 10:15:30.123} or the date alone; or null. The
   * fraction may be missing, a number may have one digit, 24:00:00 is the next day's start.
   */
  static @Nullable Long plainTimestamp(String text) {
    int space = text.indexOf(' ');
    String day = space < 0 ? text : text.substring(0, space);
    String time = space < 0 ? "0:0:0" : text.substring(space + 1);
    int hyphen = day.indexOf('-');
    if (hyphen != 4 || day.indexOf('-', 5) < 0 || time.indexOf(':') == time.lastIndexOf(':')) {
      return null;
    }
    Integer days = days(day);
    if (days == null) {
      return null;
    }
    boolean endOfDay = time.startsWith("24:");
    int millis = millisOfDay(endOfDay ? "0" + time.substring(2) : time);
    return millis < 0 || (endOfDay && millis > 0)
        ? null
        : Times.withinYears(days * DAY + millis + (endOfDay ? DAY : 0));
  }

  /**
   * A date, with or without a time behind a space or T, and Z at its end: SQL's and ISO-8601's
   * writing; or null.
   */
  static @Nullable Long timestamp(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    int split = Math.max(local.indexOf(' '), local.indexOf('T'));
    if (split < 0) {
      return plainTimestamp(local);
    }
    String time = local.substring(split + 1);
    int colon = time.indexOf(':');
    String seconds = colon >= 0 && colon == time.lastIndexOf(':') ? ":00" : "";
    return plainTimestamp(local.substring(0, split) + " " + time + seconds);
  }

  /** As {@link #timestamp}; an offset such as {@code +02:00} behind the time counts. */
  static @Nullable Long instant(String text) {
    Matcher parts = OFFSET.matcher(text);
    if (!parts.matches()) {
      return timestamp(text);
    }
    try {
      Long local = timestamp(parts.group(1));
      int seconds = ZoneOffset.of(parts.group(2)).getTotalSeconds();
      return local == null ? null : Times.withinYears(local - seconds * 1000L);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
