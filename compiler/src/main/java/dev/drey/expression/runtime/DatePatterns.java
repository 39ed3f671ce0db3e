// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The functions that read and write times as texts by a pattern. The session's zone is UTC. Two
 * families of pattern letters, as in Flink SQL: {@link TimePattern} and {@link CalendarPattern}.
 */
public final class DatePatterns {
  private static final long DAY = 86_400_000L;
  private static final int KEPT = 100;

  private static final ThreadLocal<Map<String, TimePattern>> TIME =
      ThreadLocal.withInitial(HashMap::new);
  private static final ThreadLocal<Map<String, CalendarPattern>> CALENDAR =
      ThreadLocal.withInitial(HashMap::new);

  private DatePatterns() {}

  private static <P> P known(Map<String, P> known, String pattern, Function<String, P> maker) {
    P made = known.get(pattern);
    if (made == null) {
      if (known.size() > KEPT) {
        known.clear();
      }
      made = maker.apply(pattern);
      known.put(pattern, made);
    }
    return made;
  }

  private static TimePattern time(String pattern) {
    return known(TIME.get(), pattern, TimePattern::of);
  }

  private static CalendarPattern calendar(String pattern) {
    return known(CALENDAR.get(), pattern, CalendarPattern::of);
  }

  public static String dateFormat(long millis, String pattern) {
    return time(pattern).text(millis);
  }

  /** The text is read as {@code yyyy-MM-dd HH:mm:ss}. */
  public static @Nullable String dateFormatOfText(String timestamp, String pattern) {
    CalendarPattern written = calendar(pattern);
    Long millis = calendar(CalendarPattern.PLAIN).millis(timestamp);
    return millis == null ? null : written.text(millis);
  }

  public static @Nullable Long toTimestamp(String text) {
    return TimeText.plainTimestamp(text);
  }

  /** A text that is not of the pattern may still be as SQL writes a TIMESTAMP. */
  public static @Nullable Long toTimestamp(String text, String pattern) {
    TimePattern read;
    try {
      read = time(pattern);
    } catch (IllegalArgumentException e) {
      return null;
    }
    Long millis = read.millis(text);
    return millis != null ? millis : TimeText.plainTimestamp(text.trim());
  }

  /** The time behind a space is cut off. */
  public static @Nullable Integer toDate(String text) {
    String trimmed = text.trim();
    int space = trimmed.indexOf(' ');
    return TimeText.days(space > 0 ? trimmed.substring(0, space) : trimmed);
  }

  public static @Nullable Integer toDate(String text, String pattern) {
    Long millis = calendar(pattern).millis(text);
    return millis == null ? null : Integer.valueOf((int) Math.floorDiv(millis, DAY));
  }

  public static @Nullable String fromUnixtime(long seconds) {
    return fromUnixtime(seconds, CalendarPattern.PLAIN);
  }

  /** Outside of the years 1 to 9999 it is null. */
  public static @Nullable String fromUnixtime(long seconds, String pattern) {
    CalendarPattern written = calendar(pattern);
    Long millis = Times.toTimestampLtz(seconds, 0);
    return millis == null ? null : written.text(millis);
  }

  /** Seconds since 1970; Flink gives the least BIGINT for a text that cannot be read. */
  public static long unixTimestamp(String text) {
    return unixTimestamp(text, CalendarPattern.PLAIN);
  }

  public static long unixTimestamp(String text, String pattern) {
    Long millis = calendar(pattern).millis(text);
    return millis == null ? Long.MIN_VALUE : millis / 1000;
  }

  /**
   * The same instant on the clock of another zone; null for a zone that does not exist. Of an hour
   * that the clock shows twice it is the second, one that it leaves out is as long after the
   * change.
   */
  public static @Nullable String convertTz(String text, String from, String to) {
    Long millis = calendar(CalendarPattern.PLAIN).millis(text);
    ZoneId source = zone(from);
    ZoneId target = zone(to);
    if (millis == null || source == null || target == null) {
      return null;
    }
    LocalDateTime there =
        Times.local(millis)
            .atZone(source)
            .withLaterOffsetAtOverlap()
            .withZoneSameInstant(target)
            .toLocalDateTime();
    return calendar(CalendarPattern.PLAIN).text(there.toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  /** {@code America/Los_Angeles}, {@code PST}, {@code GMT+08:00}; null for what is no zone. */
  public static @Nullable ZoneId zone(String name) {
    TimeZone zone = TimeZone.getTimeZone(name);
    return zone.getID().equals("GMT") && !name.startsWith("GMT") ? null : zone.toZoneId();
  }

  /**
   * What is wrong with a pattern of DATE_FORMAT of a time ({@code writes}) or of TO_TIMESTAMP, or
   * null.
   */
  public static @Nullable String problemOfTimePattern(String pattern, boolean writes) {
    try {
      TimePattern parsed = TimePattern.of(pattern);
      if (writes) {
        parsed.text(0);
      }
      return null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** What is wrong with a pattern of the other functions, or null. */
  public static @Nullable String problemOfCalendarPattern(String pattern) {
    try {
      CalendarPattern.of(pattern);
      return null;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
