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
    SESSION,
    /** So many rows of a key, as they come. */
    COUNT,
    /** One window for all time. */
    GLOBAL;

    /** As a spec writes it. */
    String specName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static WindowShape tumbling(Duration size, Duration offset, boolean processingTime) {
    return new AutoValue_WindowShape(Kind.TUMBLING, size, size, offset, 0, 0, processingTime);
  }

  public static WindowShape sliding(
      Duration size, Duration every, Duration offset, boolean processingTime) {
    return new AutoValue_WindowShape(Kind.SLIDING, size, every, offset, 0, 0, processingTime);
  }

  /**
   * @param size of the longest
   * @param every how much longer each is than the one before
   */
  public static WindowShape cumulating(
      Duration size, Duration every, Duration offset, boolean processingTime) {
    return new AutoValue_WindowShape(Kind.CUMULATING, size, every, offset, 0, 0, processingTime);
  }

  public static WindowShape session(Duration gap, boolean processingTime) {
    return new AutoValue_WindowShape(
        Kind.SESSION, gap, Duration.ZERO, Duration.ZERO, 0, 0, processingTime);
  }

  /**
   * @param rows of a window
   * @param everyRows after how many more there is the next
   * @param untimed whether rows have no time that results could have
   */
  public static WindowShape count(long rows, long everyRows, boolean untimed) {
    return new AutoValue_WindowShape(
        Kind.COUNT, Duration.ZERO, Duration.ZERO, Duration.ZERO, rows, everyRows, untimed);
  }

  public static WindowShape global(boolean processingTime) {
    return new AutoValue_WindowShape(
        Kind.GLOBAL, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, processingTime);
  }

  public abstract Kind kind();

  /** Whether a window has a start and an end. */
  public boolean isBounded() {
    return kind() != Kind.COUNT && kind() != Kind.GLOBAL;
  }

  /** Whether a row can be in several windows that are known before it comes. */
  public boolean overlaps() {
    return kind() == Kind.CUMULATING || (kind() == Kind.SLIDING && every().compareTo(size()) < 0);
  }

  /** Whether time alone says where windows begin and end, and so where slices do. */
  public boolean isSliced() {
    return kind() == Kind.TUMBLING || kind() == Kind.SLIDING || kind() == Kind.CUMULATING;
  }

  /** The length of a window, of the longest where they grow; the gap of a session; else zero. */
  public abstract Duration size();

  /** The distance between two windows' starts, or ends where they have one start; else zero. */
  public abstract Duration every();

  public abstract Duration offset();

  /** Of how many rows a window is; zero for those of time. */
  public abstract long rows();

  /** After how many rows there is the next; zero for those of time. */
  public abstract long everyRows();

  /** Whether the machine's clock, not event time, drives the windows, or nothing but the rows. */
  public abstract boolean processingTime();

  /** Of how many parts, which windows of so many rows share, one of them is. */
  public final long rowParts() {
    return rows() / greatestDivisor(rows(), everyRows());
  }

  private static long greatestDivisor(long a, long b) {
    return b == 0 ? a : greatestDivisor(b, a % b);
  }
}
