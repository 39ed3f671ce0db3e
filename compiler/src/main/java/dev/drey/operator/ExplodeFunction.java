// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** A row for each element or pair, with that in the place of the array or map. */
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
    Collection<?> elements =
        row[column] instanceof Map
            ? ((Map<?, ?>) row[column]).entrySet()
            : (Collection<?>) row[column];
    if (elements == null || elements.isEmpty()) {
      if (outer) {
        out.collect(with(row, null));
      }
      return;
    }
    for (Object element : elements) {
      out.collect(
          with(row, element instanceof Map.Entry ? pair((Map.Entry<?, ?>) element) : element));
    }
  }

  private static Object[] pair(Map.Entry<?, ?> entry) {
    return new Object[] {entry.getKey(), entry.getValue()};
  }

  private Object[] with(Object[] row, @Nullable Object element) {
    Object[] exploded = row.clone();
    exploded[column] = element;
    return exploded;
  }
}
