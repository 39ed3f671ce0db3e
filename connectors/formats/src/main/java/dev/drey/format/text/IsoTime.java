// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times as ISO-8601 writes them, read from characters and written as bytes without
 * objects in between. Times are milliseconds; {@link #isFinerThanMillis} says of a text whether it
 * has further digits of a second. The usual forms are read here, rarer ones (years beyond 9999, no
 * seconds) by java.time.
 */
final class IsoTime {
  /** What the readers give for text that is no such time. Not a time that a text can mean. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final long MILLIS_OF_DAY = 86_400_000L;

  /** As java.time has it: eighteen hours. */
  private static final long FURTHEST_ZONE = 18 * 3_600_000L;

  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;

  private IsoTime() {}

  /** {@code 2026-01-31} as days since 1970-01-01, or {@link #INVALID}. */
  public static long parseDate(char[] text, int offset, int length) {
    if (length != DATE_LENGTH) {
      return parseRareDate(text, offset, length);
    }
    return date(text, offset);
  }

  /** {@code 10:15:30} or {@code 10:15:30.123} as milliseconds of the day, or {@link #INVALID}. */
  public static long parseTime(char[] text, int offset, int length) {
    int end = offset + length;
    long time = time(text, offset, end);
    return time != INVALID && timeEnd(text, offset, end) == end ? time : INVALID;
  }

  /** {@code 2026-01-31T10:15:30.123}: milliseconds on a clock without a zone, or INVALID. */
  public static long parseLocal(char[] text, int offset, int length) {
    int end = offset + length;
    long millis = dateAndTime(text, offset, end);
    if (millis != INVALID && timeEnd(text, offset + DATE_LENGTH + 1, end) == end) {
      return millis;
    }
    try {
      return LocalDateTime.parse(withT(text, offset, length))
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return INVALID;
    }
  }

  /** {@code 2026-01-31T10:15:30.123Z}, or with an offset: milliseconds since 1970, or INVALID. */
  public static long parseInstant(char[] text, int offset, int length) {
    int end = offset + length;
    long millis = dateAndTime(text, offset, end);
    if (millis != INVALID) {
      int zone = timeEnd(text, offset + DATE_LENGTH + 1, end);
      if (zone == end - 1 && (text[zone] == 'Z' || text[zone] == 'z')) {
        return millis;
      }
      long shift = zoneShift(text, zone, end);
      if (shift != INVALID) {
        return millis - shift;
      }
    }
    try {
      return OffsetDateTime.parse(withT(text, offset, length)).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return INVALID;
    }
  }

  /** Whether a time's text has a digit other than zero behind the milliseconds. */
  static boolean isFinerThanMillis(char[] text, int offset, int length) {
    int end = offset + length;
    int at = offset + TIME_LENGTH;
    while (at < end && text[at] != '.') {
      at++;
    }
    int digits = 0;
    for (at++; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      digits++;
      if (digits > 3 && text[at] != '0') {
        return true;
      }
    }
    return false;
  }

  private static String withT(char[] text, int offset, int length) {
    if (length > DATE_LENGTH && text[offset + DATE_LENGTH] == ' ') {
      return new String(text, offset, DATE_LENGTH)
          + 'T'
          + new String(text, offset + DATE_LENGTH + 1, length - DATE_LENGTH - 1);
    }
    return new String(text, offset, length);
  }

  private static long parseRareDate(char[] text, int offset, int length) {
    try {
      return LocalDate.parse(new String(text, offset, length)).toEpochDay();
    } catch (DateTimeException e) {
      return INVALID;
    }
  }

  private static long dateAndTime(char[] text, int offset, int end) {
    int timeStart = offset + DATE_LENGTH + 1;
    if (timeStart > end || (text[timeStart - 1] != 'T' && text[timeStart - 1] != ' ')) {
      return INVALID;
    }
    long day = date(text, offset);
    long time = time(text, timeStart, end);
    return day == INVALID || time == INVALID ? INVALID : day * MILLIS_OF_DAY + time;
  }

  private static long date(char[] text, int at) {
    if (text[at + 4] != '-' || text[at + 7] != '-') {
      return INVALID;
    }
    int year = 100 * twoDigits(text, at) + twoDigits(text, at + 2);
    int month = twoDigits(text, at + 5);
    int day = twoDigits(text, at + 8);
    boolean digits = twoDigits(text, at) >= 0 && twoDigits(text, at + 2) >= 0;
    if (!digits || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return INVALID;
    }
    return epochDay(year, month, day);
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days of the proleptic Gregorian calendar, counted in years that begin on March 1. */
  private static long epochDay(int year, int month, int day) {
    long marchYear = month > 2 ? year : year - 1L;
    long era = Math.floorDiv(marchYear, 400L);
    long yearOfEra = marchYear - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private static long time(char[] text, int at, int end) {
    if (at + TIME_LENGTH > end || text[at + 2] != ':' || text[at + 5] != ':') {
      return INVALID;
    }
    int hour = twoDigits(text, at);
    int minute = twoDigits(text, at + 3);
    int second = twoDigits(text, at + 6);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return INVALID;
    }
    long millis = 0;
    int fraction = at + TIME_LENGTH;
    if (fraction < end && text[fraction] == '.') {
      for (int i = 1, unit = 100; i <= 3; i++, unit /= 10) {
        int digit = fraction + i < end ? text[fraction + i] - '0' : 0;
        if (digit < 0 || digit > 9) {
          break;
        }
        millis += (long) digit * unit;
      }
    }
    return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
  }

  /** Where the time that starts here ends: behind its seconds or their fraction; -1 for none. */
  private static int timeEnd(char[] text, int start, int end) {
    int at = start + TIME_LENGTH;
    if (at < end && text[at] == '.') {
      int digits = 0;
      at++;
      while (at < end && text[at] >= '0' && text[at] <= '9') {
        at++;
        digits++;
      }
      return digits >= 1 && digits <= 9 ? at : -1;
    }
    return at;
  }

  /** {@code +02:00}, {@code +0200} or {@code +02} in milliseconds, or {@link #INVALID}. */
  private static long zoneShift(char[] text, int at, int end) {
    int length = end - at;
    if (at < 0 || (length != 3 && length != 5 && length != 6)) {
      return INVALID;
    }
    boolean colon = length != 6 || text[at + 3] == ':';
    int hours = twoDigits(text, at + 1);
    int minutes = length == 3 ? 0 : twoDigits(text, end - 2);
    boolean sign = text[at] == '+' || text[at] == '-';
    if (!sign || !colon || hours < 0 || minutes < 0 || minutes > 59) {
      return INVALID;
    }
    long shift = (hours * 60L + minutes) * 60_000;
    if (shift > FURTHEST_ZONE) {
      return INVALID;
    }
    return text[at] == '-' ? -shift : shift;
  }

  /** The number of two digits, or a negative number. */
  private static int twoDigits(char[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1000 : 10 * tens + ones;
  }

  /** Writes a date as {@code 2026-01-31}. */
  public static void writeDate(long epochDay, Utf8Buffer out) {
    LocalDate edge = yearIsRare(epochDay) ? LocalDate.ofEpochDay(epochDay) : null;
    if (edge != null) {
      out.appendAscii(edge.toString());
      return;
    }
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (int) ((5 * dayOfYear + 2) / 153);
    int day = (int) (dayOfYear - (153L * marchMonth + 2) / 5 + 1);
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    out.appendPadded(year, 4);
    out.append('-');
    out.appendPadded(month, 2);
    out.append('-');
    out.appendPadded(day, 2);
  }

  /** Outside of the years 0000 to 9999, which four digits can write. */
  private static boolean yearIsRare(long epochDay) {
    return epochDay < -719_528 || epochDay > 2_932_896;
  }

  /** Writes milliseconds of the day as {@code 10:15:30}, with {@code .123} where not zero. */
  public static void writeTime(int millisOfDay, Utf8Buffer out) {
    int seconds = millisOfDay / 1000;
    int millis = millisOfDay % 1000;
    out.appendPadded(seconds / 3600, 2);
    out.append(':');
    out.appendPadded(seconds / 60 % 60, 2);
    out.append(':');
    out.appendPadded(seconds % 60, 2);
    if (millis != 0) {
      out.append('.');
      out.appendPadded(millis, 3);
    }
  }

  /** Writes {@code 2026-01-31T10:15:30}, with {@code .123} where the milliseconds are not zero. */
  public static void writeLocal(long millis, Utf8Buffer out) {
    writeDate(Math.floorDiv(millis, MILLIS_OF_DAY), out);
    out.append('T');
    writeTime((int) Math.floorMod(millis, MILLIS_OF_DAY), out);
  }

  /** Writes {@code 2026-01-31T10:15:30Z}, with {@code .123} where the milliseconds are not zero. */
  public static void writeInstant(long millis, Utf8Buffer out) {
    writeLocal(millis, out);
    out.append('Z');
  }
}
