// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Times that binary formats count in some unit, as values of a column. */
public final class TimeFit {
  private static final int MILLIS_OF_DAY = 86_400_000;

  private final Mismatch mismatch;
  private final boolean ofDay;
  private final boolean truncateTimes;
  private final String unit;
  private final long perMilli;
  private final long step;

  /**
   * @param counted what the numbers count: milli-, micro- or nanoseconds
   */
  public TimeFit(DataType type, Mismatch mismatch, TimeUnit counted, boolean truncateTimes) {
    this.mismatch = mismatch;
    this.ofDay = type.kind() == TypeKind.TIME;
    this.truncateTimes = truncateTimes;
    this.unit = counted.name().toLowerCase(Locale.ROOT);
    this.perMilli = counted.convert(1, TimeUnit.MILLISECONDS);
    this.step = perMilli * millisOfLeastStep(type.precision());
  }

  /** Milliseconds of the day for TIME, since 1970 for the others. */
  public Object value(long count) throws BadRecordException {
    long finer = Math.floorMod(count, step);
    if (finer != 0 && !truncateTimes) {
      throw mismatch.found(
          count
              + " "
              + unit
              + ", more digits of a second than it has (`truncateTimes: true`"
              + " cuts them)");
    }
    // Not subtracted before: the least numbers have no room for that.
    long millis = Math.floorDiv(count, step) * (step / perMilli);
    if (ofDay && (millis < 0 || millis >= MILLIS_OF_DAY)) {
      throw mismatch.found(millis + " milliseconds, which no day has");
    }
    return ofDay ? (Object) (int) millis : (Object) millis;
  }

  /** Milliseconds in the least step of a time of so many digits. */
  private static long millisOfLeastStep(int precision) {
    long unit = 1000;
    for (int digit = 0; digit < precision && unit > 1; digit++) {
      unit /= 10;
    }
    return unit;
  }
}
