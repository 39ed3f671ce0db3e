// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.calc.Moment;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs generated code on each row. A row that it fails on is counted in the metric {@code
 * failedRows}, and is set aside where somebody wants it. The code notes at which expression it is,
 * as it does where a failure stops the job, so rows that do not fail cost nothing more.
 */
public final class FailingCalcFunction extends ProcessFunction<Object[], Object[]>
    implements Moment {
  private static final long serialVersionUID = 1;

  private final GeneratedCalc calc;
  private final int[] kept;
  private final @Nullable OutputTag<Object[]> aside;
  private final boolean asksMoment;
  private transient @Nullable Counter failedRows;
  private transient @Nullable TimerService service;

  private FailingCalcFunction(
      GeneratedCalc calc,
      List<Integer> kept,
      @Nullable OutputTag<Object[]> aside,
      boolean asksMoment) {
    this.calc = calc;
    this.kept = kept.stream().mapToInt(Integer::intValue).toArray();
    this.aside = aside;
    this.asksMoment = asksMoment;
  }

  /**
   * One that drops rows.
   *
   * @param asksMoment whether the code asks for the time or the watermark
   */
  public static FailingCalcFunction dropping(GeneratedCalc calc, boolean asksMoment) {
    return new FailingCalcFunction(calc, List.of(), null, asksMoment);
  }

  /**
   * One that sets rows aside, with what went wrong and the expression behind some of their columns.
   *
   * @param kept the positions of these columns
   */
  public static FailingCalcFunction settingAside(
      GeneratedCalc calc, List<Integer> kept, OutputTag<Object[]> aside, boolean asksMoment) {
    return new FailingCalcFunction(calc, kept, aside, asksMoment);
  }

  @Override
  public void open(OpenContext context) {
    failedRows = getRuntimeContext().getMetricGroup().counter("failedRows");
    calc.open();
    if (asksMoment) {
      calc.reads(this);
    }
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    service = context.timerService();
    Object[] result;
    try {
      result = calc.apply(row);
    } catch (EvaluationException failure) {
      requireNonNull(failedRows).inc();
      if (aside != null) {
        context.output(aside, AsideRow.of(kept(row), failure.reason(), failure.expression()));
      }
      return;
    }
    if (result != null) {
      out.collect(result);
    }
  }

  private Object[] kept(Object[] row) {
    Object[] columns = new Object[kept.length];
    for (int i = 0; i < kept.length; i++) {
      columns[i] = row[kept[i]];
    }
    return columns;
  }

  @Override
  public long now() {
    return requireNonNull(service, "a row comes first").currentProcessingTime();
  }

  @Override
  public long watermark() {
    return requireNonNull(service, "a row comes first").currentWatermark();
  }
}
