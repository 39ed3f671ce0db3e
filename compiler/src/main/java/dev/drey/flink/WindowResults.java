package dev.drey.flink;

import dev.drey.flink.aggregate.GroupAggregator;
import dev.drey.row.RowKey;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A fired window's row: the keys, its start and end in epoch milliseconds, the calls' results. */
final class WindowResults implements WindowFunction<Object[], Object[], RowKey, TimeWindow> {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;
  private final int keyCount;
  private final int columns;

  WindowResults(GroupAggregator aggregator, int keyCount, int columns) {
    this.aggregator = aggregator;
    this.keyCount = keyCount;
    this.columns = columns;
  }

  @Override
  public void apply(
      RowKey key, TimeWindow window, Iterable<Object[]> accumulators, Collector<Object[]> out) {
    Object[] row = new Object[columns];
    key.copyTo(row);
    row[keyCount] = window.getStart();
    row[keyCount + 1] = window.getEnd();
    aggregator.results(accumulators.iterator().next(), row, keyCount + 2);
    out.collect(row);
  }
}
