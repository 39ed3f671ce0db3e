package dev.drey.flink;

import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A late row as it was, with the milliseconds that the watermark was ahead of it, and the
 * watermark. Runs right behind the window operator, whose watermark is therefore its own.
 */
final class LateRowOperation extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final int[] columns;

  LateRowOperation(List<Integer> columns) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    Object[] late = new Object[columns.length + 2];
    for (int i = 0; i < columns.length; i++) {
      late[i] = row[columns[i]];
    }
    long watermark = context.timerService().currentWatermark();
    late[columns.length] = watermark - context.timestamp();
    late[columns.length + 1] = watermark;
    out.collect(late);
  }
}
