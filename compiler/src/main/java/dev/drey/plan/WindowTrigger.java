// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Optional;

/** When a window gives results beside the one at its end, and what is in them. */
@AutoValue
public abstract class WindowTrigger {
  private static final WindowTrigger NONE = builder().build();

  /** A result at the end, and one for each late row, with all rows of the window. */
  public static WindowTrigger none() {
    return NONE;
  }

  /** Whether it changes nothing. */
  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * How far the points of time are apart at which a window that has not ended gives what it has, if
   * rows have come since its last result.
   */
  public abstract Optional<Duration> earlyEvery();

  /** Whether those points are of the machine's clock; else they are of the window's own time. */
  public abstract boolean earlyByClock();

  /** After how many rows since its last result a window that has not ended gives one. */
  public abstract Optional<Integer> earlyCount();

  /**
   * How far the points of time are apart at which a window that has ended gives what late rows have
   * changed; absent where each late row gives a result.
   */
  public abstract Optional<Duration> lateEvery();

  /** Whether a result has the rows since the last one alone; else all of the window. */
  public abstract boolean emitsDeltas();

  /** Whether a window that has not ended gives results. */
  public boolean isEarly() {
    return earlyEvery().isPresent() || earlyCount().isPresent();
  }

  /**
   * Whether windows that overlap can share what they count. Where each has results of its own at
   * times of its own, and where it forgets what it has given, they cannot.
   */
  public boolean sharesSlices() {
    return earlyCount().isEmpty() && lateEvery().isEmpty() && !emitsDeltas();
  }

  public static Builder builder() {
    return new AutoValue_WindowTrigger.Builder().earlyByClock(false).emitsDeltas(false);
  }

  /** Builds a {@link WindowTrigger}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder earlyEvery(Optional<Duration> every);

    public abstract Builder earlyByClock(boolean byClock);

    public abstract Builder earlyCount(Optional<Integer> count);

    public abstract Builder lateEvery(Optional<Duration> every);

    public abstract Builder emitsDeltas(boolean deltas);

    public abstract WindowTrigger build();
  }
}
