// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;

/**
 * Keeps records whose time is further ahead of the wall clock than a skew from moving a watermark
 * at all, and counts them. Milliseconds.
 */
final class FutureGuard {
  /** Lets every time through. */
  static final FutureGuard NONE = new FutureGuard(0, () -> Long.MAX_VALUE, new SimpleCounter());

  private final long skew;
  private final WallClock clock;
  private final Counter futureTimestamps;
  // The clock is asked only for times that the last answer does not let through.
  private long limit = Long.MIN_VALUE;

  FutureGuard(long skew, WallClock clock, Counter futureTimestamps) {
    this.skew = skew;
    this.clock = clock;
    this.futureTimestamps = futureTimestamps;
  }

  /**
   * Whether a record may move the watermark; asked once a record.
   *
   * @param time the record's, or the watermark that it asks for, whichever is further ahead
   */
  boolean allows(long time) {
    if (time <= limit) {
      return true;
    }
    limit = clock.millis() + skew;
    if (time <= limit) {
      return true;
    }
    futureTimestamps.inc();
    return false;
  }
}
