// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** A row for each element, with the element in the array's place. */
public final class ExplodeFunction implements FlatMapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final int column;
  private final boolean outer;

  public ExplodeFunction(int column, boolean outer) {
    this.column = column;
    this.outer = outer;
  }

  @Override
  public void flatMap(Object[] row, Collector<Object[]> out) {
    List<?> elements = (List<?>) row[column];
    if (elements == null || elements.isEmpty()) {
      if (outer) {
        out.collect(with(row, null));
      }
      return;
    }
    for (Object element : elements) {
      out.collect(with(row, element));
    }
  }

  private Object[] with(Object[] row, @Nullable Object element) {
    Object[] exploded = row.clone();
    exploded[column] = element;
    return exploded;
  }
}
