// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.expression.calc.GeneratedCalc;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Runs generated code on each row. A row that it fails on ends the job, with the stream's name. */
public final class CalcFunction extends RichFlatMapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final GeneratedCalc calc;

  private CalcFunction(String stream, GeneratedCalc calc) {
    this.stream = stream;
    this.calc = calc;
  }

  /** Over rows that do not change each other. */
  public static FlatMapFunction<Object[], Object[]> of(String stream, GeneratedCalc calc) {
    return new CalcFunction(stream, calc);
  }

  /**
   * Over rows that change each other.
   *
   * @param keys the input's columns by which rows replace each other; empty where each row is taken
   *     back by itself
   * @param newKeys the same columns in the result
   * @param columns of the result
   */
  public static FlatMapFunction<Object[], Object[]> changing(
      String stream, GeneratedCalc calc, List<Integer> keys, List<Integer> newKeys, int columns) {
    return new ChangingCalcFunction(stream, calc, keys, newKeys, columns);
  }

  @Override
  public void open(OpenContext context) {
    calc.open();
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
