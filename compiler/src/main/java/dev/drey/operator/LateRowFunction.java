// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A late row as it was, with the milliseconds that the watermark was ahead of it, and the
 * watermark. Runs right behind the window operator, whose watermark is therefore its own.
 */
public final class LateRowFunction extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final int[] columns;
  private final int lateBy;
  private final int watermark;
  private final int size;

  /**
   * @param columns of the input, which come first
   * @param lateBy where the milliseconds go
   * @param watermark where the watermark goes
   */
  public LateRowFunction(List<Integer> columns, int lateBy, int watermark, int size) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.lateBy = lateBy;
    this.watermark = watermark;
    this.size = size;
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    Object[] late = new Object[size];
    for (int i = 0; i < columns.length; i++) {
      late[i] = row[columns[i]];
    }
    long reached = context.timerService().currentWatermark();
    late[lateBy] = reached - context.timestamp();
    late[watermark] = reached;
    out.collect(late);
  }
}
