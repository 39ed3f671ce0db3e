// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.expression.calc.GeneratedCalc;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Runs generated code on each row. A row that it fails on ends the job, with the stream's name. */
public final class CalcFunction extends RichFlatMapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final GeneratedCalc calc;

  public CalcFunction(String stream, GeneratedCalc calc) {
    this.stream = stream;
    this.calc = calc;
  }

  @Override
  public void open(OpenContext context) {
    calc.open(getRuntimeContext().getUserCodeClassLoader());
  }

  @Override
  public void flatMap(Object[] row, Collector<Object[]> out) {
    Object[] result;
    try {
      result = calc.apply(row);
    } catch (RuntimeException failure) {
      throw new StreamException(stream, failure);
    }
    // Outside the try: what fails in a chained operator is not this stream's failure.
    if (result != null) {
      out.collect(result);
    }
  }
}
