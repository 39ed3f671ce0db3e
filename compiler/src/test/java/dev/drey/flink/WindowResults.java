// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.api.windowing.windows.Window;
import org.apache.flink.util.Collector;

/** A fired window's row: the keys, its start and end in epoch milliseconds, the calls' results. */
final class WindowResults<W extends Window>
    implements WindowFunction<Object[], Object[], RowKey, W> {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;
  private final int start;
  private final int end;
  private final int pane;
  private final int firstCall;
  private final int columns;

  /**
   * @param start where the window's start goes, behind the keys; -1 where it has none
   * @param end where its end goes
   * @param pane where it goes which result a trigger has just given; -1 where nowhere
   * @param firstCall where the results begin
   * @param columns how many there are
   */
  WindowResults(
      GroupAggregator aggregator, int start, int end, int pane, int firstCall, int columns) {
    this.aggregator = aggregator;
    this.start = start;
    this.end = end;
    this.pane = pane;
    this.firstCall = firstCall;
    this.columns = columns;
  }

  @Override
  public void apply(
      RowKey key, W window, Iterable<Object[]> accumulators, Collector<Object[]> out) {
    Object[] row = new Object[columns];
    key.copyTo(row);
    if (start >= 0 && window instanceof TimeWindow) {
      row[start] = ((TimeWindow) window).getStart();
      row[end] = ((TimeWindow) window).getEnd();
    }
    if (pane >= 0) {
      row[pane] = FlinkTrigger.lastPane();
    }
    aggregator.results(accumulators.iterator().next(), row, firstCall);
    out.collect(row);
  }
}
