package dev.drey.flink;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark stays a fixed time behind the greatest time seen, less one millisecond since an
 * equal time may still come: as Flink's {@code BoundedOutOfOrdernessWatermarks}.
 */
final class BoundedWatermarks implements WatermarkGenerator<Object[]> {
  private final long bound;
  private final FutureCap cap;
  private long greatest;

  BoundedWatermarks(long boundMillis, FutureCap cap) {
    this.bound = boundMillis;
    this.cap = cap;
    // The least value from which the subtraction does not wrap around.
    this.greatest = Long.MIN_VALUE + boundMillis + 1;
  }

  @Override
  public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
    if (timestamp > greatest) {
      greatest = Math.max(greatest, cap.apply(timestamp));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(greatest - bound - 1));
  }
}
