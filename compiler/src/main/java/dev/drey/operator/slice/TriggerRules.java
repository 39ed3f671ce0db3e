// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/** When a window gives results beside the one at its end, in milliseconds and rows. */
public final class TriggerRules implements Serializable {
  private static final long serialVersionUID = 1;

  private final long earlyEvery;
  private final boolean earlyByClock;
  private final long earlyCount;
  private final long lateEvery;
  private final boolean deltas;
  private final long offset;

  /**
   * @param earlyEvery how far the points are apart at which a window that has not ended gives what
   *     it has; 0 where at none
   * @param earlyByClock whether these are points of the machine's clock, where windows go by
   *     another time
   * @param earlyCount after how many rows it does so; 0 where after none
   * @param lateEvery how far the points are apart at which a window that has ended gives what late
   *     rows changed; 0 where each of them gives a result
   * @param deltas whether a result has the rows since the last one alone
   * @param offset of these points from the epoch
   */
  public TriggerRules(
      long earlyEvery,
      boolean earlyByClock,
      long earlyCount,
      long lateEvery,
      boolean deltas,
      long offset) {
    this.earlyEvery = earlyEvery;
    this.earlyByClock = earlyByClock;
    this.earlyCount = earlyCount == 0 ? Long.MAX_VALUE : earlyCount;
    this.lateEvery = lateEvery;
    this.deltas = deltas;
    this.offset = offset;
  }

  boolean isEarlyByTime() {
    return earlyEvery > 0;
  }

  /** Whether early results go by the time of the windows. */
  boolean isEarlyByOwnTime() {
    return earlyEvery > 0 && !earlyByClock;
  }

  boolean isEarlyByClock() {
    return earlyByClock;
  }

  boolean isEarly(long rows) {
    return rows >= earlyCount;
  }

  boolean gathersLate() {
    return lateEvery > 0;
  }

  boolean deltas() {
    return deltas;
  }

  /** The first point for early results that time has not reached. */
  long earlyBehind(long reached) {
    return behind(reached, earlyEvery);
  }

  /** The first point for late results that time has not reached. */
  long lateBehind(long reached) {
    return behind(reached, lateEvery);
  }

  /** As a window ends where the time is at its last millisecond, so a point is reached. */
  private long behind(long reached, long every) {
    long from = reached + 2;
    return from + Math.floorMod(offset - from, every);
  }
}
