// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * So many rows a second. What a busy pipeline could not take is made up for, but for no more than a
 * second's rows.
 */
final class Pace {
  private static final double NANOS = 1e9;
  private static final double LONGEST_WAIT_MILLIS = 1000;

  private final double perSecond;
  private double credit;
  private long last;

  /**
   * @param perSecond infinite for no limit
   */
  Pace(double perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.last = nowNanos;
  }

  /** How long until the next row may be made; 0 for now. */
  long millisToWait(long nowNanos) {
    if (Double.isInfinite(perSecond)) {
      return 0;
    }
    credit = Math.min(credit + (nowNanos - last) / NANOS * perSecond, Math.max(perSecond, 1));
    last = nowNanos;
    return credit >= 1
        ? 0
        : (long) Math.ceil(Math.min((1 - credit) / perSecond * 1000, LONGEST_WAIT_MILLIS));
  }

  /** One row has been made. */
  void spend() {
    credit -= 1;
  }

  static CompletableFuture<Void> after(long millis) {
    return new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
  }
}
