// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.Arrays;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts behind a row's columns what {@link MeetingOperator} must know of it: its time, the watermark
 * that it met on its own way, and which way that was.
 */
final class LegFunction extends ProcessFunction<Object[], Object[]> {
  /** How many columns are added. */
  static final int COLUMNS = 3;

  private static final long serialVersionUID = 1;

  private final long leg;

  LegFunction(int leg) {
    this.leg = leg;
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    Object[] marked = Arrays.copyOf(row, row.length + COLUMNS);
    marked[row.length] = context.timestamp();
    marked[row.length + 1] = context.timerService().currentWatermark();
    marked[row.length + 2] = leg;
    out.collect(marked);
  }
}
