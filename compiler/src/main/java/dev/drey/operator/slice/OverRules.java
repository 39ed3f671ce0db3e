// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/** Which rows of a key count for a row, in milliseconds. */
public final class OverRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** Keys are looked at together with those of this part of the time that they are kept. */
  private static final int GRAINS = 64;

  /** Behind all times at which anything is done. */
  private static final long LAST = Long.MAX_VALUE - 2;

  private final long length;
  private final int most;

  private OverRules(long length, int most) {
    this.length = length;
    this.most = most;
  }

  /**
   * @param length how far rows go back, those at this distance included
   */
  public static OverRules last(long length) {
    return new OverRules(length, Integer.MAX_VALUE);
  }

  /**
   * @param most how many rows there are, the row itself among them
   * @param length how far a row may be behind the one before it; else it begins anew
   */
  public static OverRules rows(int most, long length) {
    return new OverRules(length, most);
  }

  /** Whether rows of one time count for each other. */
  boolean areTogether() {
    return most == Integer.MAX_VALUE;
  }

  /** How many rows count at most. */
  int most() {
    return most;
  }

  /** Whether a row at a time begins anew, of a key with its last row at another one. */
  boolean isOver(long last, long time) {
    return last < back(time);
  }

  /** Whether a row that is kept does not count for one of a time, however many do. */
  boolean isBehind(long kept, long time) {
    return areTogether() && kept < back(time);
  }

  private long back(long time) {
    return time < Long.MIN_VALUE + length ? Long.MIN_VALUE : time - length;
  }

  /** Whether each row to come begins anew, once time is there. */
  boolean isForgotten(long last, long now) {
    return end(last) <= now;
  }

  /** When it is looked whether a key is to be forgotten: not before that. */
  long due(long last) {
    long end = end(last);
    long grain = Math.max(1, length / GRAINS);
    return end > Long.MAX_VALUE - grain ? LAST : end + Math.floorMod(-end, grain);
  }

  private long end(long last) {
    return last > Long.MAX_VALUE - length ? Long.MAX_VALUE : last + length;
  }
}
