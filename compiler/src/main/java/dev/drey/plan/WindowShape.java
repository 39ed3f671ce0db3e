// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Locale;

/** Which windows a row falls into. Times are milliseconds; windows align with the epoch. */
@AutoValue
public abstract class WindowShape {
  /** The kinds of windows. */
  public enum Kind {
    TUMBLING,
    SLIDING,
    /** A window is shown as it grows, each time as a window of its own. */
    CUMULATING,
    SESSION;

    /** As a spec writes it. */
    String specName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static WindowShape tumbling(Duration size, Duration offset, boolean processingTime) {
    return new AutoValue_WindowShape(Kind.TUMBLING, size, size, offset, processingTime);
  }

  public static WindowShape sliding(
      Duration size, Duration every, Duration offset, boolean processingTime) {
    return new AutoValue_WindowShape(Kind.SLIDING, size, every, offset, processingTime);
  }

  /**
   * @param size of the longest
   * @param every how much longer each is than the one before
   */
  public static WindowShape cumulating(
      Duration size, Duration every, Duration offset, boolean processingTime) {
    return new AutoValue_WindowShape(Kind.CUMULATING, size, every, offset, processingTime);
  }

  public static WindowShape session(Duration gap, boolean processingTime) {
    return new AutoValue_WindowShape(
        Kind.SESSION, gap, Duration.ZERO, Duration.ZERO, processingTime);
  }

  public abstract Kind kind();

  /** Whether a row can be in several windows that are known before it comes. */
  public boolean overlaps() {
    return kind() == Kind.CUMULATING || (kind() == Kind.SLIDING && every().compareTo(size()) < 0);
  }

  /** The length of a window, of the longest where they grow; the gap of a session. */
  public abstract Duration size();

  /**
   * The distance between two windows' starts, or ends where they have one start; zero for sessions.
   */
  public abstract Duration every();

  public abstract Duration offset();

  /** Whether the machine's clock, not event time, drives the windows. */
  public abstract boolean processingTime();
}
