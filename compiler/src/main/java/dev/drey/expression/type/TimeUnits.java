// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.type.SqlTypeName;

/** Units of time: how many months or milliseconds each has. */
public final class TimeUnits {
  private static final Set<TimeUnit> YEARS =
      Set.of(TimeUnit.DECADE, TimeUnit.CENTURY, TimeUnit.MILLENNIUM);

  private static final Set<TimeUnit> OF_DATE =
      Set.of(
          TimeUnit.DAY,
          TimeUnit.WEEK,
          TimeUnit.DOW,
          TimeUnit.ISODOW,
          TimeUnit.DOY,
          TimeUnit.ISOYEAR,
          TimeUnit.EPOCH);

  private static final Set<TimeUnit> OF_DAY =
      Set.of(
          TimeUnit.HOUR,
          TimeUnit.MINUTE,
          TimeUnit.SECOND,
          TimeUnit.MILLISECOND,
          TimeUnit.MICROSECOND,
          TimeUnit.NANOSECOND);

  private TimeUnits() {}

  /** 0 for a unit that is no multiple of a month. */
  public static int months(TimeUnit unit) {
    switch (unit) {
      case MONTH:
        return 1;
      case QUARTER:
        return 3;
      case YEAR:
        return 12;
      default:
        return 0;
    }
  }

  /** 0 for a unit of no fixed length. */
  public static long millis(TimeUnit unit) {
    switch (unit) {
      case MILLISECOND:
        return 1;
      case SECOND:
        return 1_000;
      case MINUTE:
        return 60_000;
      case HOUR:
        return 3_600_000;
      case DAY:
        return 86_400_000;
      case WEEK:
        return 7 * 86_400_000L;
      default:
        return 0;
    }
  }

  /** Units that a TIMESTAMP or a DATE can be moved or counted by. */
  public static boolean canAdd(TimeUnit unit) {
    return months(unit) > 0 || millis(unit) >= 1000;
  }

  /** Units whose start a point in time has. */
  public static boolean canFloor(TimeUnit unit, SqlTypeName type) {
    boolean ofDay = millis(unit) > 0 && millis(unit) < millis(TimeUnit.DAY);
    return type == SqlTypeName.TIME
        ? ofDay
        : ofDay || months(unit) > 0 || millis(unit) > 0 || YEARS.contains(unit);
  }

  /** Parts that a value of a type has; a DATE is the start of its day. */
  public static boolean canExtract(TimeUnit unit, SqlTypeName type) {
    boolean ofDay = OF_DAY.contains(unit);
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
      return months(unit) > 0;
    }
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type)) {
      return ofDay || unit == TimeUnit.DAY;
    }
    return ofDay
        || (type != SqlTypeName.TIME
            && (months(unit) > 0 || YEARS.contains(unit) || OF_DATE.contains(unit)));
  }
}
