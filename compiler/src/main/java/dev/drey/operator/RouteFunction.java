// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.GeneratedCalc;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sends each row to the first branch whose condition holds. A row that no branch takes is dropped
 * and counted in the metric {@code unmatchedRows}.
 */
public final class RouteFunction extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final @Nullable GeneratedCalc[] conditions;
  private final OutputTag<Object[]>[] tags;
  private transient @Nullable Counter unmatchedRows;

  /**
   * @param conditions one a branch; absent where the branch takes every row
   */
  @SuppressWarnings("unchecked") // an array of a generic type
  public RouteFunction(
      String stream, List<Optional<GeneratedCalc>> conditions, List<OutputTag<Object[]>> tags) {
    this.stream = stream;
    this.conditions =
        conditions.stream().map(each -> each.orElse(null)).toArray(GeneratedCalc[]::new);
    this.tags = (OutputTag<Object[]>[]) tags.toArray(new OutputTag<?>[0]);
  }

  @Override
  public void open(OpenContext context) {
    unmatchedRows = getRuntimeContext().getMetricGroup().counter("unmatchedRows");
    for (GeneratedCalc condition : conditions) {
      if (condition != null) {
        condition.open();
      }
    }
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    for (int i = 0; i < tags.length; i++) {
      if (holds(conditions[i], row)) {
        context.output(tags[i], row);
        return;
      }
    }
    requireNonNull(unmatchedRows).inc();
  }

  private boolean holds(@Nullable GeneratedCalc condition, Object[] row) {
    try {
      return condition == null || condition.apply(row) != null;
    } catch (RuntimeException failure) {
      throw new StreamException(stream, failure);
    }
  }
}
