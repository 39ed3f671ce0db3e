package dev.drey.flink;

import dev.drey.row.RowFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Rows say themselves how far time has come; where they say NULL it stays. */
final class PunctuatedWatermarks implements WatermarkGenerator<Object[]> {
  private final RowFunction function;
  private final FutureCap cap;
  private long last = Long.MIN_VALUE;

  PunctuatedWatermarks(RowFunction function, FutureCap cap) {
    this.function = function;
    this.cap = cap;
  }

  @Override
  public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
    Object value = function.apply(row);
    if (value != null && (Long) value > last) {
      long watermark = cap.apply((Long) value);
      if (watermark > last) {
        last = watermark;
        output.emitWatermark(new Watermark(watermark));
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Only rows move the watermark.
  }
}
