package dev.drey.shape;

import java.time.Duration;

/** Durations as a spec writes them: {@code 1h}, {@code 90s}, {@code 1500ms}. */
public final class Durations {
  private static final String[] UNITS = {"d", "h", "m", "s"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000};

  private Durations() {}

  /** In the greatest unit that gives a whole number; zero is {@code 0s}. */
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
}
