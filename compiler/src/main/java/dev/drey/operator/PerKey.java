// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.aggregate.Aggregate;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another aggregate for each key of the maps. Each has a row of its own in one slot, a map. */
final class PerKey extends Aggregate {
  private static final long serialVersionUID = 1;

  private final Aggregate inner;
  private final DataType map;

  /**
   * @param map the type of the argument
   */
  PerKey(Aggregate inner, DataType map) {
    this.inner = inner;
    this.map = map;
  }

  @Override
  public List<Field> state() {
    DataType row = DataType.row(RowType.of(inner.state()));
    return List.of(Field.of("keys", DataType.map(map.key(), row)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    Map<Object, Object[]> keys = keys(accumulator, at);
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
      Object[] own = own(keys, entry.getKey());
      if (entry.getValue() == null) {
        inner.addNull(own, 0);
      } else {
        inner.add(own, 0, entry.getValue(), time);
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked") // nobody else puts a map there
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] == null) {
      return;
    }
    Map<Object, Object[]> keys = keys(accumulator, at);
    ((Map<Object, Object[]>) other[at])
        .forEach((key, added) -> inner.merge(own(keys, key), 0, added));
  }

  private Object[] own(Map<Object, Object[]> keys, Object key) {
    return keys.computeIfAbsent(key, absent -> new Object[inner.state().size()]);
  }

  @SuppressWarnings("unchecked") // nobody else puts a map there
  private static Map<Object, Object[]> keys(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      accumulator[at] = new LinkedHashMap<>();
    }
    return (Map<Object, Object[]>) accumulator[at];
  }

  @Override
  @SuppressWarnings("unchecked") // nobody else puts a map there
  public Object result(Object[] accumulator, int at) {
    Map<Object, @Nullable Object> results = new LinkedHashMap<>();
    if (accumulator[at] != null) {
      ((Map<Object, Object[]>) accumulator[at])
          .forEach((key, own) -> results.put(key, inner.result(own, 0)));
    }
    return results;
  }
}
