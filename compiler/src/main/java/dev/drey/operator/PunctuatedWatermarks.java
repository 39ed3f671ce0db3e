// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.connector.EventTimes;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.jspecify.annotations.Nullable;

/**
 * Rows say themselves how far time has come; where they say NULL, or a time that does not exist, it
 * stays. So it does where a delete has no more than its key, and the expression needs more.
 */
final class PunctuatedWatermarks implements WatermarkGenerator<Object[]> {
  private final String source;
  private final RowFunction function;
  private final FutureGuard guard;
  private long last = Long.MIN_VALUE;

  PunctuatedWatermarks(String source, RowFunction function, FutureGuard guard) {
    this.source = source;
    this.function = function;
    this.guard = guard;
  }

  @Override
  public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
    Object value = value(row);
    long watermark = value == null ? Long.MIN_VALUE : (Long) value;
    boolean allowed = guard.allows(Math.max(timestamp, watermark));
    if (allowed && watermark > last && EventTimes.exists(watermark)) {
      last = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
  }

  private @Nullable Object value(Object[] row) {
    try {
      return function.apply(row);
    } catch (RuntimeException failure) {
      if (RowChange.isDelete(row)) {
        return null;
      }
      throw new IllegalStateException(
          "source `" + source + "`: the watermark of a row cannot be computed: " + failure,
          failure);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Only rows move the watermark.
  }
}
