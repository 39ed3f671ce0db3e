// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.Serializable;

/** What right rows say of those that hold, for how long one does, and which rows come out alone. */
public final class AsOfRules implements Serializable {
  private static final long serialVersionUID = 1;

  private final boolean alone;
  private final long ttl;
  private final int deleted;

  /**
   * @param alone whether a left row for which there is none goes out
   * @param ttl for how many milliseconds a right row holds; the greatest number where until the
   *     next one
   * @param deleted the column of right rows that says whether there is none from then on; -1 where
   *     all are rows
   */
  public AsOfRules(boolean alone, long ttl, int deleted) {
    this.alone = alone;
    this.ttl = ttl;
    this.deleted = deleted;
  }

  /** Whether a left row for which there is none goes out. */
  boolean alone() {
    return alone;
  }

  /** For how many milliseconds a right row holds; the greatest number where until the next one. */
  long ttl() {
    return ttl;
  }

  /** The column that says whether there is none from then on; -1 where all are rows. */
  int deleted() {
    return deleted;
  }
}
