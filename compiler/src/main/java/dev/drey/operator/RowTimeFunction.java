// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.Arrays;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Puts a row's event time in milliseconds behind its columns. */
final class RowTimeFunction extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    Object[] timed = Arrays.copyOf(row, row.length + 1);
    timed[row.length] = context.timestamp();
    out.collect(timed);
  }
}
