// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * A window's accumulator as rows come. Its result is the accumulator itself: {@link WindowResults}
 * writes the calls' results straight into the row that goes on.
 */
final class WindowAggregation implements AggregateFunction<Object[], Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;
  private final int timeColumn;

  /**
   * @param timeColumn with the milliseconds of a row; -1 where rows count as they arrive
   */
  WindowAggregation(GroupAggregator aggregator, int timeColumn) {
    this.aggregator = aggregator;
    this.timeColumn = timeColumn;
  }

  /**
   * What writes the row of a fired window.
   *
   * @param start where the window's start goes, behind the keys
   * @param end where its end goes
   * @param firstCall where the results begin
   * @param columns how many there are
   */
  public WindowFunction<Object[], Object[], RowKey, TimeWindow> results(
      int start, int end, int firstCall, int columns) {
    return new WindowResults(aggregator, start, end, firstCall, columns);
  }

  @Override
  public Object[] createAccumulator() {
    return aggregator.create();
  }

  @Override
  public Object[] add(Object[] row, Object[] accumulator) {
    return aggregator.add(accumulator, row, timeColumn < 0 ? 0 : (Long) row[timeColumn]);
  }

  @Override
  public Object[] getResult(Object[] accumulator) {
    return accumulator;
  }

  @Override
  public Object[] merge(Object[] accumulator, Object[] other) {
    return aggregator.merge(accumulator, other);
  }
}
