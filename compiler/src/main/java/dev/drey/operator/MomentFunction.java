// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.calc.Moment;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.util.FunctionUtils;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** A row-by-row step whose code asks for the time or the watermark. */
public final class MomentFunction extends ProcessFunction<Object[], Object[]> implements Moment {
  private static final long serialVersionUID = 1;

  private final FlatMapFunction<Object[], Object[]> step;
  private final GeneratedCalc calc;
  private transient @Nullable TimerService service;

  /**
   * @param calc the code of the step
   */
  public MomentFunction(FlatMapFunction<Object[], Object[]> step, GeneratedCalc calc) {
    this.step = step;
    this.calc = calc;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    FunctionUtils.setFunctionRuntimeContext(step, getRuntimeContext());
    FunctionUtils.openFunction(step, context);
    calc.reads(this);
  }

  @Override
  public void close() throws Exception {
    FunctionUtils.closeFunction(step);
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out)
      throws Exception {
    service = context.timerService();
    step.flatMap(row, out);
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
