// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark stays a fixed time behind the greatest time seen, less one millisecond since an
 * equal time may still come: as Flink's {@code BoundedOutOfOrdernessWatermarks}.
 */
final class BoundedWatermarks implements WatermarkGenerator<Object[]> {
  private final long bound;
  private final FutureGuard guard;
  private final boolean withRows;
  private long greatest;

  /**
   * @param withRows whether a watermark comes with the row that moves it, besides at intervals
   */
  BoundedWatermarks(long boundMillis, FutureGuard guard, boolean withRows) {
    this.bound = boundMillis;
    this.guard = guard;
    this.withRows = withRows;
    // The least value from which the subtraction does not wrap around.
    this.greatest = Long.MIN_VALUE + boundMillis + 1;
  }

  @Override
  public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
    if (timestamp > greatest && guard.allows(timestamp)) {
      greatest = timestamp;
      if (withRows) {
        onPeriodicEmit(output);
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(greatest - bound - 1));
  }
}
