// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.aggregate.Aggregate;
import dev.drey.type.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows another aggregate each element of a list. */
final class EachElement extends Aggregate {
  private static final long serialVersionUID = 1;

  private final Aggregate inner;

  EachElement(Aggregate inner) {
    this.inner = inner;
  }

  @Override
  public List<Field> state() {
    return inner.state();
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    for (Object element : (List<?>) value) {
      if (element == null) {
        inner.addNull(accumulator, at);
      } else {
        inner.add(accumulator, at, element, time);
      }
    }
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    inner.merge(accumulator, at, other);
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return inner.result(accumulator, at);
  }
}
