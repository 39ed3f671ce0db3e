// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/**
 * How far apart in time two rows may be that belong together, in milliseconds, and which rows come
 * out alone.
 */
public final class JoinRules implements Serializable {
  private static final long serialVersionUID = 1;

  private final long before;
  private final long after;
  private final boolean leftAlone;
  private final boolean rightAlone;

  /**
   * @param before how far a right row may be before a left one
   * @param after how far a right row may be after a left one
   * @param leftAlone whether a left row without a match comes out
   * @param rightAlone whether a right row without a match does
   */
  public JoinRules(long before, long after, boolean leftAlone, boolean rightAlone) {
    this.before = before;
    this.after = after;
    this.leftAlone = leftAlone;
    this.rightAlone = rightAlone;
  }

  /** How long a row of a side waits for rows of the other that come after it. */
  long kept(boolean left) {
    return left ? after : before;
  }

  /** Whether a row of a side comes out without a match. */
  boolean isAlone(boolean left) {
    return left ? leftAlone : rightAlone;
  }
}
