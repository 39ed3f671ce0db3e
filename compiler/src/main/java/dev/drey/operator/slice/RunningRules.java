// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/** When a running aggregate gives results, and when it forgets a key, in milliseconds. */
public final class RunningRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** Keys are looked at together with those of this part of the time that they are kept. */
  private static final int GRAINS = 64;

  /** Behind all times at which anything is done. */
  private static final long LAST = Long.MAX_VALUE - 2;

  private final long ttl;
  private final boolean byClock;
  private final long every;
  private final boolean everyByClock;
  private final boolean takesBack;

  /**
   * @param ttl how long a key is kept after its last row
   * @param byClock whether that goes by the clock of the machine
   * @param every how far the points are apart at which results are given; 0 where each row has one
   * @param everyByClock whether these are points of the clock where keys go by another time
   * @param takesBack whether rows are taken back
   */
  public RunningRules(
      long ttl, boolean byClock, long every, boolean everyByClock, boolean takesBack) {
    this.ttl = ttl;
    this.byClock = byClock;
    this.every = every;
    this.everyByClock = everyByClock && !byClock;
    this.takesBack = takesBack;
  }

  /** How long something is kept after its last row, and nothing else. */
  public static RunningRules kept(long ttl, boolean byClock) {
    return new RunningRules(ttl, byClock, 0, false, false);
  }

  long ttl() {
    return ttl;
  }

  boolean byClock() {
    return byClock;
  }

  boolean takesBack() {
    return takesBack;
  }

  /** Whether results wait. */
  boolean gathers() {
    return every > 0;
  }

  /** Whether they do by the time by which keys go. */
  boolean gathersByOwnTime() {
    return every > 0 && !everyByClock;
  }

  boolean gathersByClock() {
    return every > 0 && everyByClock;
  }

  /** Whether a key with its last row at a time is not kept any more. */
  boolean isForgotten(long used, long now) {
    return end(used) <= now;
  }

  /** When it is looked whether a key is to be forgotten: not before that. */
  long due(long used) {
    long end = end(used);
    long grain = Math.max(1, ttl / GRAINS);
    return end > Long.MAX_VALUE - grain ? LAST : end + Math.floorMod(-end, grain);
  }

  private long end(long used) {
    return used > Long.MAX_VALUE - ttl ? Long.MAX_VALUE : used + ttl;
  }

  /**
   * The last millisecond before the first point behind a row that time has not reached.
   *
   * @param time the row's
   * @param reached how far time is
   */
  long point(long time, long reached) {
    long from = Math.max(time + 1, reached + 2);
    return from + Math.floorMod(-from, every) - 1;
  }
}
