// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/** When windows begin, fire and go, and what may be kept of them in memory. */
public final class WindowTimes implements Serializable {
  private static final long serialVersionUID = 1;

  private final Slices slices;
  private final long lateness;
  private final boolean byClock;
  private final long cacheBytes;

  private WindowTimes(Slices slices, long lateness, boolean byClock, long cacheBytes) {
    this.slices = slices;
    this.lateness = lateness;
    this.byClock = byClock;
    this.cacheBytes = cacheBytes;
  }

  /**
   * By the time of the rows.
   *
   * @param lateness milliseconds that windows are kept after they have fired
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public static WindowTimes ofEvents(Slices slices, long lateness, long cacheBytes) {
    return new WindowTimes(slices, lateness, false, cacheBytes);
  }

  /** By the clock of the machine. */
  public static WindowTimes ofClock(Slices slices, long cacheBytes) {
    return new WindowTimes(slices, 0, true, cacheBytes);
  }

  Slices slices() {
    return slices;
  }

  long lateness() {
    return lateness;
  }

  boolean byClock() {
    return byClock;
  }

  /** The time by which rows are the first or the last: by the clock they are as they come. */
  long ofRow(long time) {
    return byClock ? 0 : time;
  }

  long cacheBytes() {
    return cacheBytes;
  }
}
