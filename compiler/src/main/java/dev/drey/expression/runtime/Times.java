package dev.drey.expression.runtime;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points in time, in milliseconds since 1970-01-01T00:00:00, always in UTC. */
public final class Times {
  private static final long DAY = 86_400_000L;
  private static final ThreadLocal<Map<String, DateTimeFormatter>> FORMATS =
      ThreadLocal.withInitial(HashMap::new);

  private Times() {}

  private static LocalDateTime local(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The same day of a later month, or its last day where it is shorter. */
  public static long addMonths(long millis, int months) {
    return millis(local(millis).plusMonths(months));
  }

  public static int addMonthsToDate(int days, int months) {
    return (int) LocalDate.ofEpochDay(days).plusMonths(months).toEpochDay();
  }

  /** Whole months from one point to another; negative where the second comes first. */
  public static int monthsBetween(long from, long to) {
    LocalDateTime start = local(from);
    LocalDateTime end = local(to);
    int months =
        (end.getYear() - start.getYear()) * 12 + end.getMonthValue() - start.getMonthValue();
    if (months > 0 && start.plusMonths(months).isAfter(end)) {
      return months - 1;
    }
    if (months < 0 && start.plusMonths(months).isBefore(end)) {
      return months + 1;
    }
    return months;
  }

  /** The start of the unit that the point is in; a week starts on Sunday. */
  public static long floor(long millis, String unit) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
    switch (unit) {
      case "YEAR":
        return date.withDayOfYear(1).toEpochDay() * DAY;
      case "QUARTER":
        int month = (date.getMonthValue() - 1) / 3 * 3 + 1;
        return LocalDate.of(date.getYear(), month, 1).toEpochDay() * DAY;
      case "MONTH":
        return date.withDayOfMonth(1).toEpochDay() * DAY;
      case "WEEK":
        return date.minusDays(date.getDayOfWeek().getValue() % 7).toEpochDay() * DAY;
      default:
        return millis - Math.floorMod(millis, fixed(unit));
    }
  }

  /** The point itself where a unit starts there, else the start of the next. */
  public static long ceil(long millis, String unit) {
    long floor = floor(millis, unit);
    if (floor == millis) {
      return millis;
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(floor, DAY));
    switch (unit) {
      case "YEAR":
        return date.plusYears(1).toEpochDay() * DAY;
      case "QUARTER":
        return date.plusMonths(3).toEpochDay() * DAY;
      case "MONTH":
        return date.plusMonths(1).toEpochDay() * DAY;
      case "WEEK":
        return floor + 7 * DAY;
      default:
        return floor + fixed(unit);
    }
  }

  private static long fixed(String unit) {
    switch (unit) {
      case "MILLISECOND":
        return 1;
      case "SECOND":
        return 1_000;
      case "MINUTE":
        return 60_000;
      case "HOUR":
        return 3_600_000;
      default:
        return DAY;
    }
  }

  /** A part of a point in time; a week is the ISO week, a day of the week counts from Sunday, 1. */
  public static long extract(String unit, long millis) {
    LocalDateTime time = local(millis);
    switch (unit) {
      case "YEAR":
        return time.getYear();
      case "QUARTER":
        return (time.getMonthValue() + 2L) / 3;
      case "MONTH":
        return time.getMonthValue();
      case "WEEK":
        return time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "DAY":
        return time.getDayOfMonth();
      case "DOY":
        return time.getDayOfYear();
      case "DOW":
        return time.getDayOfWeek().getValue() % 7 + 1L;
      case "ISODOW":
        return time.getDayOfWeek().getValue();
      case "ISOYEAR":
        return time.get(IsoFields.WEEK_BASED_YEAR);
      case "CENTURY":
        return (time.getYear() + 99L) / 100;
      case "DECADE":
        return Math.floorDiv(time.getYear(), 10);
      case "HOUR":
        return time.getHour();
      case "MINUTE":
        return time.getMinute();
      case "SECOND":
        return time.getSecond();
      default:
        return Math.floorMod(millis, 60_000L);
    }
  }

  private static DateTimeFormatter format(String pattern) {
    Map<String, DateTimeFormatter> formats = FORMATS.get();
    DateTimeFormatter known = formats.get(pattern);
    if (known == null) {
      if (formats.size() > 100) {
        formats.clear();
      }
      known =
          new DateTimeFormatterBuilder()
              .appendPattern(pattern.replace("yyyy", "uuuu"))
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.SMART);
      formats.put(pattern, known);
    }
    return known;
  }

  public static String dateFormat(long millis, String pattern) {
    return format(pattern).format(local(millis));
  }

  public static @Nullable String dateFormatOfText(String timestamp, String pattern) {
    Long millis = Casts.tryToTimestamp(timestamp);
    return millis == null ? null : dateFormat(millis, pattern);
  }

  public static @Nullable Long toTimestamp(String text) {
    return Casts.tryToTimestamp(text);
  }

  public static @Nullable Long toTimestamp(String text, String pattern) {
    try {
      TemporalAccessor parsed = format(pattern).parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null) {
        int year = parsed.isSupported(ChronoField.YEAR) ? parsed.get(ChronoField.YEAR) : 1970;
        int month =
            parsed.isSupported(ChronoField.MONTH_OF_YEAR)
                ? parsed.get(ChronoField.MONTH_OF_YEAR)
                : 1;
        date = LocalDate.of(year, month, 1);
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      long ofDay = time == null ? hour(parsed) : time.toNanoOfDay() / 1_000_000;
      return date.toEpochDay() * DAY + ofDay;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static long hour(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.HOUR_OF_DAY)
        ? parsed.get(ChronoField.HOUR_OF_DAY) * 3_600_000L
        : 0;
  }

  /** Precision 0: seconds; 3: milliseconds since 1970. */
  public static long toTimestampLtz(long number, int precision) {
    if (precision != 0 && precision != 3) {
      throw new IllegalArgumentException(
          "the precision of TO_TIMESTAMP_LTZ is 0 for seconds or 3 for milliseconds");
    }
    return precision == 0 ? Math.multiplyExact(number, 1000L) : number;
  }

  public static @Nullable Integer toDate(String text) {
    return Casts.tryToDate(text);
  }

  public static @Nullable Integer toDate(String text, String pattern) {
    Long millis = toTimestamp(text, pattern);
    return millis == null ? null : Integer.valueOf((int) Math.floorDiv(millis, DAY));
  }

  public static String fromUnixtime(long seconds) {
    return Casts.timestampText(Math.multiplyExact(seconds, 1000L), 0);
  }

  public static String fromUnixtime(long seconds, String pattern) {
    return dateFormat(Math.multiplyExact(seconds, 1000L), pattern);
  }

  /** Seconds since 1970; Flink gives the least BIGINT for a text that cannot be read. */
  public static long unixTimestamp(String text) {
    Long millis = Casts.tryToTimestamp(text);
    return millis == null ? Long.MIN_VALUE : Math.floorDiv(millis, 1000L);
  }

  public static long unixTimestamp(String text, String pattern) {
    Long millis = toTimestamp(text, pattern);
    return millis == null ? Long.MIN_VALUE : Math.floorDiv(millis, 1000L);
  }
}
