// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.GroupAggregator;
import org.apache.flink.api.common.functions.AggregateFunction;

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
