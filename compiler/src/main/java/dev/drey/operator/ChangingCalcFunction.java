// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.row.RowChange;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Runs generated code on rows that change each other: what comes out does what came in did. Of a
 * delete by key the key's columns alone are there, so these are moved and nothing is computed.
 */
final class ChangingCalcFunction extends RichFlatMapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final GeneratedCalc calc;
  private final int[] keys;
  private final int[] newKeys;
  private final int columns;

  /**
   * @param keys the input's columns by which rows replace each other; empty where each row is taken
   *     back by itself
   * @param newKeys the same columns in the result
   * @param columns of the result
   */
  ChangingCalcFunction(
      String stream, GeneratedCalc calc, List<Integer> keys, List<Integer> newKeys, int columns) {
    this.stream = stream;
    this.calc = calc;
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    this.newKeys = newKeys.stream().mapToInt(Integer::intValue).toArray();
    this.columns = columns;
  }

  @Override
  public void open(OpenContext context) {
    calc.open();
  }

  @Override
  public void flatMap(Object[] row, Collector<Object[]> out) {
    RowChange change = RowChange.in(row);
    Object[] result;
    try {
      result = change == RowChange.DELETE && keys.length > 0 ? key(row) : calc.apply(row);
    } catch (RuntimeException failure) {
      throw new StreamException(stream, failure);
    }
    // Outside the try: what fails in a chained operator is not this stream's failure.
    if (result != null) {
      out.collect(change.of(result));
    }
  }

  private Object[] key(Object[] row) {
    Object[] key = new Object[columns];
    for (int i = 0; i < keys.length; i++) {
      key[newKeys[i]] = row[keys[i]];
    }
    return key;
  }
}
