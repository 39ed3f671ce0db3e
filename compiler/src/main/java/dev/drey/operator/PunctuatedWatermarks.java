// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.connector.EventTimes;
import dev.drey.row.RowFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Rows say themselves how far time has come; where they say NULL, or a time that does not exist, it
 * stays.
 */
final class PunctuatedWatermarks implements WatermarkGenerator<Object[]> {
  private final RowFunction function;
  private final FutureGuard guard;
  private long last = Long.MIN_VALUE;

  PunctuatedWatermarks(RowFunction function, FutureGuard guard) {
    this.function = function;
    this.guard = guard;
  }

  @Override
  public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
    Object value = function.apply(row);
    long watermark = value == null ? Long.MIN_VALUE : (Long) value;
    boolean allowed = guard.allows(Math.max(timestamp, watermark));
    if (allowed && watermark > last && EventTimes.exists(watermark)) {
      last = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Only rows move the watermark.
  }
}
