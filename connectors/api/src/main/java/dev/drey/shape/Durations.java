// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import java.time.Duration;

/** Durations as a spec writes them, the only printer there is: in one unit, or in several. */
public final class Durations {
  private static final String[] UNITS = {"d", "h", "m", "s"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000};

  private Durations() {}

  /** In the greatest unit that gives a whole number: {@code 90m}; zero is {@code 0s}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    for (int i = 0; i < UNITS.length; i++) {
      if (millis % MILLIS[i] == 0) {
        return millis / MILLIS[i] + UNITS[i];
      }
    }
    return millis + "ms";
  }

  /** In all units that it fills: {@code 1h30m}; zero is {@code 0s}. */
  public static String parts(Duration duration) {
    long rest = duration.toMillis();
    if (rest == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      if (rest >= MILLIS[i]) {
        text.append(rest / MILLIS[i]).append(UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return rest == 0 ? text.toString() : text.append(rest).append("ms").toString();
  }
}
