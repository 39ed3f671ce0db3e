// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * A window's accumulator as rows come. Its result is the accumulator itself: {@link WindowResults}
 * writes the calls' results straight into the row that goes on.
 */
public final class WindowAggregation implements AggregateFunction<Object[], Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;

  public WindowAggregation(GroupAggregator aggregator) {
    this.aggregator = aggregator;
  }

  @Override
  public Object[] createAccumulator() {
    return aggregator.create();
  }

  @Override
  public Object[] add(Object[] row, Object[] accumulator) {
    return aggregator.add(accumulator, row);
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
