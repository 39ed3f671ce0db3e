// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.ScalarFunction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points in time, in milliseconds since 1970-01-01T00:00:00, always in UTC. */
public final class Times {
  private static final long DAY = 86_400_000L;

  /** 0001-01-01T00:00:00. */
  private static final long FIRST = -62_135_596_800_000L;

  /** 9999-12-31T23:59:59.999. */
  private static final long LAST = 253_402_300_799_999L;

  private Times() {}

  private static ScalarFunction patterned(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.TIME, DatePatterns.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        patterned(
                "DATE_FORMAT",
                "The time as text by a pattern such as `yyyy-MM-dd HH:mm`, in English; a text is"
                    + " first read as `yyyy-MM-dd HH:mm:ss`, NULL where it is none.",
                "DATE_FORMAT(TIMESTAMP '2026-01-31 10:15:00', 'EEEE, d MMMM yyyy')",
                "'Saturday, 31 January 2026'")
            .strict("TIME POINT, STRING -> STRING", "dateFormat")
            .strict("STRING, STRING -> STRING NULL", "dateFormatOfText"),
        patterned(
                "TO_TIMESTAMP",
                "The TIMESTAMP that a text means, by a pattern or as `2026-01-31 10:15:00`; NULL"
                    + " where it cannot be read or the day does not exist.",
                "TO_TIMESTAMP('31.01.2026 10:15', 'dd.MM.yyyy HH:mm')",
                "TIMESTAMP '2026-01-31 10:15:00'")
            .strict("STRING -> TIMESTAMP(3) NULL", "toTimestamp")
            .strict("STRING, STRING -> TIMESTAMP(3) NULL", "toTimestamp"),
        ScalarFunction.of(
                "TO_TIMESTAMP_LTZ",
                Group.TIME,
                Times.class,
                "The instant so many seconds (0) or milliseconds (3) after 1970; NULL outside of"
                    + " the years 1 to 9999.",
                "TO_TIMESTAMP_LTZ(1769854500, 0)",
                "CAST('2026-01-31 10:15:00' AS TIMESTAMP_LTZ(3))")
            .strict("BIGINT, INT -> TIMESTAMP_LTZ(3) NULL", "toTimestampLtz")
            .strict("DECIMAL, INT -> TIMESTAMP_LTZ(3) NULL", "toTimestampLtz")
            .strict("DOUBLE, INT -> TIMESTAMP_LTZ(3) NULL", "toTimestampLtz"),
        patterned(
                "TO_DATE",
                "The DATE that a text means, by a pattern or as `2026-01-31`; NULL where it cannot"
                    + " be read or the day does not exist.",
                "TO_DATE('31.01.2026', 'dd.MM.yyyy')",
                "DATE '2026-01-31'")
            .strict("STRING -> DATE NULL", "toDate")
            .strict("STRING, STRING -> DATE NULL", "toDate"),
        patterned(
                "FROM_UNIXTIME",
                "The time so many seconds after 1970 as text, in UTC, by a pattern or as"
                    + " `2026-01-31 10:15:00`; NULL outside of the years 1 to 9999.",
                "FROM_UNIXTIME(1769854500)",
                "'2026-01-31 10:15:00'")
            .strict("BIGINT -> STRING NULL", "fromUnixtime")
            .strict("BIGINT, STRING -> STRING NULL", "fromUnixtime"),
        patterned(
                "UNIX_TIMESTAMP",
                "The seconds from 1970 to a time given as text, by a pattern or as"
                    + " `2026-01-31 10:15:00`, in UTC where the text has no offset;"
                    + " -9223372036854775808 where it cannot be read.",
                "UNIX_TIMESTAMP('10/Oct/2000:13:55:36 -0700', 'dd/MMM/yyyy:HH:mm:ss Z')",
                "CAST(971211336 AS BIGINT)")
            .strict("STRING -> BIGINT", "unixTimestamp")
            .strict("STRING, STRING -> BIGINT", "unixTimestamp"),
        patterned(
                "CONVERT_TZ",
                "A time given as text, `2026-01-31 10:15:00`, on the clock of one zone, as the"
                    + " clock of another shows it; NULL where the text cannot be read or there is"
                    + " no such zone.",
                "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles')",
                "'1969-12-31 16:00:00'")
            .strict("STRING, STRING, STRING -> STRING NULL", "convertTz"));
  }

  static LocalDateTime local(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  /** Whether a point is in the years 1 to 9999. */
  public static boolean isWithinYears(long millis) {
    return millis >= FIRST && millis <= LAST;
  }

  /** The point itself within the years 1 to 9999, else null. */
  static @Nullable Long withinYears(long millis) {
    return isWithinYears(millis) ? Long.valueOf(millis) : null;
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

  /**
   * Whole months from one point to another, counted from the earlier: 31 January to 29 February is
   * one where the February ends so. Negative where the second comes first.
   */
  public static int monthsBetween(long from, long to) {
    if (from > to) {
      return -monthsBetween(to, from);
    }
    LocalDateTime start = local(from);
    LocalDateTime end = local(to);
    int months =
        (end.getYear() - start.getYear()) * 12 + end.getMonthValue() - start.getMonthValue();
    return start.plusMonths(months).isAfter(end) ? months - 1 : months;
  }

  /** The start of the unit that the point is in; a week starts on Sunday. */
  public static long floor(long millis, String unit) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
    int years = years(unit);
    if (years > 0) {
      int first = years >= 100 ? 1 : 0;
      int year = Math.floorDiv(date.getYear() - first, years) * years + first;
      return LocalDate.of(year, 1, 1).toEpochDay() * DAY;
    }
    switch (unit) {
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
    int years = years(unit);
    if (years > 0) {
      return date.plusYears(years).toEpochDay() * DAY;
    }
    switch (unit) {
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

  /** How many years a unit has; 0 for a part of a year. */
  private static int years(String unit) {
    switch (unit) {
      case "MILLENNIUM":
        return 1000;
      case "CENTURY":
        return 100;
      case "DECADE":
        return 10;
      case "YEAR":
        return 1;
      default:
        return 0;
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

  /**
   * A part of a point in time; a week is the ISO week, a day of the week counts from Sunday, 1.
   * Parts of a second count within the second.
   */
  public static long extract(String unit, long millis) {
    LocalDateTime time = local(millis);
    int year = time.getYear();
    switch (unit) {
      case "EPOCH":
        return Math.floorDiv(millis, 1000L);
      case "MILLENNIUM":
        return (year + 999L) / 1000;
      case "CENTURY":
        return (year + 99L) / 100;
      case "DECADE":
        return Math.floorDiv(year, 10);
      case "YEAR":
        return year;
      case "ISOYEAR":
        return time.get(IsoFields.WEEK_BASED_YEAR);
      case "QUARTER":
        return (time.getMonthValue() + 2L) / 3;
      case "MONTH":
        return time.getMonthValue();
      case "WEEK":
        return time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "DOY":
        return time.getDayOfYear();
      case "DAY":
        return time.getDayOfMonth();
      case "DOW":
        return time.getDayOfWeek().getValue() % 7 + 1L;
      case "ISODOW":
        return time.getDayOfWeek().getValue();
      default:
        return extractOfDay(unit, Math.floorMod(millis, DAY));
    }
  }

  private static long extractOfDay(String unit, long millisOfDay) {
    switch (unit) {
      case "HOUR":
        return millisOfDay / 3_600_000;
      case "MINUTE":
        return millisOfDay / 60_000 % 60;
      case "SECOND":
        return millisOfDay / 1000 % 60;
      case "MILLISECOND":
        return millisOfDay % 1000;
      case "MICROSECOND":
        return millisOfDay % 1000 * 1000;
      case "NANOSECOND":
        return millisOfDay % 1000 * 1_000_000;
      default:
        throw new IllegalArgumentException(unit);
    }
  }

  /** A part of an interval of milliseconds; each has the interval's sign. */
  public static long extractOfInterval(String unit, long millis) {
    switch (unit) {
      case "DAY":
        return millis / DAY;
      default:
        return millis < 0 ? -extractOfDay(unit, -(millis % DAY)) : extractOfDay(unit, millis % DAY);
    }
  }

  /** A part of an interval of months. */
  public static long extractOfMonths(String unit, int months) {
    switch (unit) {
      case "YEAR":
        return months / 12;
      case "QUARTER":
        return months % 12 / 3 + 1L;
      default:
        return months % 12;
    }
  }

  /** Precision 0: seconds; 3: milliseconds since 1970. Null outside of the years 1 to 9999. */
  public static @Nullable Long toTimestampLtz(long number, int precision) {
    checkPrecision(precision);
    if (precision == 3) {
      return withinYears(number);
    }
    return number < FIRST / 1000 || number > LAST / 1000 ? null : withinYears(number * 1000);
  }

  /** A part of a second counts where seconds are given. */
  public static @Nullable Long toTimestampLtz(double number, int precision) {
    checkPrecision(precision);
    return Double.isNaN(number)
        ? null
        : withinYears((long) (precision == 0 ? number * 1000 : number));
  }

  /** What is behind the point is cut off. */
  public static @Nullable Long toTimestampLtz(BigDecimal number, int precision) {
    checkPrecision(precision);
    BigDecimal millis = number.setScale(0, RoundingMode.DOWN).movePointRight(3 - precision);
    return millis.precision() - millis.scale() > 18 ? null : withinYears(millis.longValue());
  }

  private static void checkPrecision(int precision) {
    if (precision != 0 && precision != 3) {
      throw new IllegalArgumentException(
          "the precision of TO_TIMESTAMP_LTZ is 0 for seconds or 3 for milliseconds");
    }
  }
}
