package dev.drey.flink;

import dev.drey.flink.aggregate.GroupAggregator;
import dev.drey.plan.WindowLayout;
import dev.drey.row.RowKey;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A fired window's row: the keys, its start and end in epoch milliseconds, the calls' results. */
final class WindowResults implements WindowFunction<Object[], Object[], RowKey, TimeWindow> {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;
  private final int start;
  private final int end;
  private final int firstCall;
  private final int columns;

  WindowResults(GroupAggregator aggregator, WindowLayout layout) {
    this.aggregator = aggregator;
    this.start = layout.start();
    this.end = layout.end();
    this.firstCall = layout.firstCall();
    this.columns = layout.size();
  }

  @Override
  public void apply(
      RowKey key, TimeWindow window, Iterable<Object[]> accumulators, Collector<Object[]> out) {
    Object[] row = new Object[columns];
    key.copyTo(row);
    row[start] = window.getStart();
    row[end] = window.getEnd();
    aggregator.results(accumulators.iterator().next(), row, firstCall);
    out.collect(row);
  }
}
