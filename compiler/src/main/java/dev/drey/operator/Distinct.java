// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.aggregate.Aggregate;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows another aggregate each different value once: when it first arrives. */
final class Distinct extends Aggregate {
  private static final long serialVersionUID = 1;
  private static final int INNER = 1;

  private final Aggregate inner;
  private final DistinctKey keys;
  private final boolean nulls;

  /**
   * @param nulls whether NULL counts
   */
  Distinct(Aggregate inner, DataType argument, boolean nulls) {
    this.inner = inner;
    this.keys = DistinctKey.of(argument);
    this.nulls = nulls;
  }

  @Override
  public List<Field> state() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.of(
            "seen", DataType.map(keys.type().withNullable(nulls), DataType.of(TypeKind.BOOLEAN))));
    fields.addAll(inner.state());
    return fields;
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    if (seen(accumulator, at).putIfAbsent(keys.key(value), true) == null) {
      inner.add(accumulator, at + INNER, value, time);
    }
  }

  @Override
  public void addNull(Object[] accumulator, int at) {
    if (nulls && seen(accumulator, at).putIfAbsent(null, true) == null) {
      inner.addNull(accumulator, at + INNER);
    }
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] == null) {
      return;
    }
    Map<@Nullable Object, Object> mine = seen(accumulator, at);
    for (Object key : ((Map<?, ?>) other[at]).keySet()) {
      if (key == null) {
        addNull(accumulator, at);
      } else if (mine.putIfAbsent(key, true) == null) {
        inner.add(accumulator, at + INNER, keys.value(key), 0);
      }
    }
  }

  @SuppressWarnings("unchecked") // nobody else puts a map here
  private static Map<@Nullable Object, Object> seen(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      accumulator[at] = new LinkedHashMap<>();
    }
    return (Map<@Nullable Object, Object>) accumulator[at];
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return inner.result(accumulator, at + INNER);
  }
}
