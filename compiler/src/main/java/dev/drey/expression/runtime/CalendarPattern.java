// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with the letters of java.text's SimpleDateFormat, in English, as Flink SQL's
 * UNIX_TIMESTAMP, FROM_UNIXTIME, TO_DATE and DATE_FORMAT of a text take it: numbers may have fewer
 * digits than letters, what stands behind the last part is not looked at, an offset or a zone
 * within the text counts. Unlike there, the calendar is Gregorian for all times, a date that does
 * not exist is none, and a year of two digits lies in 1950 to 2049 whatever the day of the run. Not
 * thread-safe.
 */
@SuppressWarnings("JavaUtilDate") // SimpleDateFormat has no other.
final class CalendarPattern {
  /** How these functions read and write a time where no pattern is given. */
  static final String PLAIN = "yyyy-MM-dd HH:mm:ss";

  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final Date START_OF_SHORT_YEARS = new Date(-631_152_000_000L);

  private final SimpleDateFormat format;

  private CalendarPattern(SimpleDateFormat format) {
    this.format = format;
  }

  /** Throws IllegalArgumentException where it is no pattern. */
  static CalendarPattern of(String pattern) {
    SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ENGLISH);
    GregorianCalendar calendar = new GregorianCalendar(UTC, Locale.ENGLISH);
    calendar.setGregorianChange(new Date(Long.MIN_VALUE));
    calendar.setLenient(false);
    format.setCalendar(calendar);
    format.set2DigitYearStart(START_OF_SHORT_YEARS);
    return new CalendarPattern(format);
  }

  String text(long millis) {
    format.setTimeZone(UTC);
    return format.format(new Date(millis));
  }

  /** Milliseconds since 1970, or null where the text does not start as the pattern says. */
  @Nullable Long millis(String text) {
    format.setTimeZone(UTC);
    Date date = format.parse(text, new ParsePosition(0));
    return date == null ? null : Times.withinYears(date.getTime());
  }
}
