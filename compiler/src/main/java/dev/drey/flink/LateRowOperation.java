package dev.drey.flink;

import dev.drey.plan.LateLayout;
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
  private final int lateBy;
  private final int mark;
  private final int size;

  LateRowOperation(List<Integer> columns, LateLayout layout) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.lateBy = layout.lateBy();
    this.mark = layout.watermark();
    this.size = layout.size();
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    Object[] late = new Object[size];
    for (int i = 0; i < columns.length; i++) {
      late[i] = row[columns[i]];
    }
    long watermark = context.timerService().currentWatermark();
    late[lateBy] = watermark - context.timestamp();
    late[mark] = watermark;
    out.collect(late);
  }
}
