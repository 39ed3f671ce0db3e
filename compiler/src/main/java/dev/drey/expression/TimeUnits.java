package dev.drey.expression;

import org.apache.calcite.avatica.util.TimeUnit;

/** Units of time: how many months or milliseconds each has. */
final class TimeUnits {
  private TimeUnits() {}

  /** 0 for a unit that is no multiple of a month. */
  static int months(TimeUnit unit) {
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
  static long millis(TimeUnit unit) {
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

  static boolean canFloor(TimeUnit unit) {
    return months(unit) > 0 || millis(unit) > 0;
  }

  static boolean canExtract(TimeUnit unit) {
    return canFloor(unit)
        || unit == TimeUnit.DOW
        || unit == TimeUnit.ISODOW
        || unit == TimeUnit.DOY
        || unit == TimeUnit.ISOYEAR
        || unit == TimeUnit.CENTURY
        || unit == TimeUnit.DECADE;
  }
}
