// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with the letters of java.time's DateTimeFormatter, in English, as Flink SQL's
 * DATE_FORMAT of a time and TO_TIMESTAMP take it. Parts that a text does not hold are those of
 * 1970-01-01T00:00:00; an offset within the text is read and says nothing, for a TIMESTAMP has no
 * zone. A day that its month does not have is no date.
 */
final class TimePattern {
  private final DateTimeFormatter format;

  private TimePattern(DateTimeFormatter format) {
    this.format = format;
  }

  /** Throws IllegalArgumentException where it is no pattern. */
  static TimePattern of(String pattern) {
    return new TimePattern(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }

  /** Throws DateTimeException where the pattern has a letter that a time without a zone lacks. */
  String text(long millis) {
    return format.format(Times.local(millis));
  }

  /** Milliseconds since 1970, or null where the text is not of the pattern. */
  @Nullable Long millis(String text) {
    try {
      TemporalAccessor parsed = format.parse(text);
      return isImpossible(parsed, text) ? null : Times.withinYears(millis(parsed));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long millis(TemporalAccessor parsed) {
    return LocalDateTime.of(
            part(parsed, ChronoField.YEAR, 1970),
            part(parsed, ChronoField.MONTH_OF_YEAR, 1),
            part(parsed, ChronoField.DAY_OF_MONTH, 1),
            part(parsed, ChronoField.HOUR_OF_DAY, 0),
            part(parsed, ChronoField.MINUTE_OF_HOUR, 0),
            part(parsed, ChronoField.SECOND_OF_MINUTE, 0),
            part(parsed, ChronoField.NANO_OF_SECOND, 0))
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  private static int part(TemporalAccessor parsed, ChronoField field, int otherwise) {
    return parsed.isSupported(field) ? parsed.get(field) : otherwise;
  }

  /** The formatter moves 29 February 2023 to the 28th; the fields as they were read tell. */
  private boolean isImpossible(TemporalAccessor parsed, String text) {
    if (part(parsed, ChronoField.DAY_OF_MONTH, 31) < 28
        && part(parsed, ChronoField.DAY_OF_MONTH, 1) > 1) {
      return false;
    }
    TemporalAccessor written = format.parseUnresolved(text, new java.text.ParsePosition(0));
    if (written == null || !written.isSupported(ChronoField.DAY_OF_MONTH)) {
      return false;
    }
    int year = part(parsed, ChronoField.YEAR, 1970);
    int month =
        written.isSupported(ChronoField.MONTH_OF_YEAR)
            ? (int) written.getLong(ChronoField.MONTH_OF_YEAR)
            : part(parsed, ChronoField.MONTH_OF_YEAR, 1);
    return written.getLong(ChronoField.DAY_OF_MONTH) > YearMonth.of(year, month).lengthOfMonth();
  }
}
