package dev.drey.flink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;

/**
 * Keeps times that are further ahead of the wall clock than a skew from moving a watermark past
 * clock plus skew, and counts them. Milliseconds.
 */
final class FutureCap {
  /** Lets every time through. */
  static final FutureCap NONE = new FutureCap(0, () -> Long.MAX_VALUE, new SimpleCounter());

  private final long skew;
  private final WallClock clock;
  private final Counter futureTimestamps;
  // The clock is asked only for times that the last answer does not let through.
  private long limit = Long.MIN_VALUE;

  FutureCap(long skew, WallClock clock, Counter futureTimestamps) {
    this.skew = skew;
    this.clock = clock;
    this.futureTimestamps = futureTimestamps;
  }

  long apply(long time) {
    if (time <= limit) {
      return time;
    }
    limit = clock.millis() + skew;
    if (time <= limit) {
      return time;
    }
    futureTimestamps.inc();
    return limit;
  }
}
