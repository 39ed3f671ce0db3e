// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.row.RowChange;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes rows for which a condition is TRUE, and counts the others in the metric {@code
 * violations}. A row that takes another back passes: what it takes back was asked.
 */
public final class AssertFunction extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final GeneratedCalc condition;
  private final String sql;
  private final boolean stops;
  private final @Nullable OutputTag<Object[]> aside;
  private transient @Nullable Counter violations;

  private AssertFunction(
      String stream,
      GeneratedCalc condition,
      String sql,
      boolean stops,
      @Nullable OutputTag<Object[]> aside) {
    this.stream = stream;
    this.condition = condition;
    this.sql = sql;
    this.stops = stops;
    this.aside = aside;
  }

  /**
   * One that stops the job.
   *
   * @param condition code with the condition as its one projection
   * @param sql the condition as SQL
   */
  public static AssertFunction stopping(String stream, GeneratedCalc condition, String sql) {
    return new AssertFunction(stream, condition, sql, true, null);
  }

  /** One that drops rows. */
  public static AssertFunction dropping(String stream, GeneratedCalc condition, String sql) {
    return new AssertFunction(stream, condition, sql, false, null);
  }

  /** One that sets rows aside, with what came of the condition and the condition behind them. */
  public static AssertFunction settingAside(
      String stream, GeneratedCalc condition, String sql, OutputTag<Object[]> aside) {
    return new AssertFunction(stream, condition, sql, false, aside);
  }

  @Override
  public void open(OpenContext context) {
    violations = getRuntimeContext().getMetricGroup().counter("violations");
    condition.open();
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    String reason = RowChange.isDelete(row) ? null : reason(row);
    if (reason == null) {
      out.collect(row);
      return;
    }
    requireNonNull(violations).inc();
    if (stops) {
      throw new StreamException(
          stream,
          new IllegalStateException(
              "a row violates `"
                  + sql
                  + "`: "
                  + reason
                  + "; `onViolation: {to: NAME}` sets such rows aside"));
    }
    if (aside != null) {
      context.output(aside, AsideRow.of(row, reason, sql));
    }
  }

  /** What came of the condition where that is not TRUE; null where it is. */
  private @Nullable String reason(Object[] row) {
    try {
      Object holds = requireNonNull(condition.apply(row))[0];
      return Boolean.TRUE.equals(holds) ? null : holds == null ? "NULL" : "FALSE";
    } catch (EvaluationException failure) {
      return failure.reason();
    }
  }
}
