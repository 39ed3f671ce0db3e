// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.BadRecord;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Shows a generator only the good rows that have a time. */
final class GoodRowWatermarks implements WatermarkGenerator<Object[]> {
  private final WatermarkGenerator<Object[]> generator;

  GoodRowWatermarks(WatermarkGenerator<Object[]> generator) {
    this.generator = generator;
  }

  @Override
  public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
    if (!BadRecord.isBad(row) && timestamp != TimestampAssigner.NO_TIMESTAMP) {
      generator.onEvent(row, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    generator.onPeriodicEmit(output);
  }
}
