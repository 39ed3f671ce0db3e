// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** How far the rows that it has seen have brought time, as a generator says. It never goes back. */
final class RowClock implements WatermarkOutput {
  private final WatermarkGenerator<Object[]> generator;
  private long watermark = OrderedFile.NO_WATERMARK;

  RowClock(WatermarkGenerator<Object[]> generator) {
    this.generator = generator;
  }

  void see(Object[] row, long time) {
    generator.onEvent(row, time, this);
  }

  void reach(long to) {
    watermark = Math.max(watermark, to);
  }

  long watermark() {
    return watermark;
  }

  @Override
  public void emitWatermark(Watermark said) {
    reach(said.getTimestamp());
  }

  @Override
  public void markIdle() {
    // Files that wait for their turn are not idle.
  }

  @Override
  public void markActive() {
    // They never were anything else.
  }
}
