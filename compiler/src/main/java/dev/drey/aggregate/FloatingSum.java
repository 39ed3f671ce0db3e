// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.row.DoubleCell;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum of floating-point numbers, kept in double precision. */
final class FloatingSum extends Aggregate {
  private static final long serialVersionUID = 1;

  private final DataType type;

  FloatingSum(DataType type) {
    this.type = type;
  }

  @Override
  public List<Field> state() {
    return List.of(Field.of("sum", DataType.of(TypeKind.DOUBLE)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    DoubleCell.add(accumulator, at, ((Number) value).doubleValue());
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      add(accumulator, at, other[at], 0);
    }
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return accumulator[at] == null ? null : NumberResult.of(DoubleCell.get(accumulator, at), type);
  }
}
