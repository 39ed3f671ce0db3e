// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sum with the count of its values. */
abstract class CountedTotal extends Aggregate {
  private static final long serialVersionUID = 1;

  private final Aggregate sum;
  private final int countOffset;

  CountedTotal(Aggregate sum) {
    this.sum = sum;
    this.countOffset = sum.state().size();
  }

  @Override
  public final List<Field> state() {
    List<Field> fields = new ArrayList<>(sum.state());
    fields.add(Field.of("count", DataType.of(TypeKind.BIGINT)));
    return fields;
  }

  @Override
  public final void add(Object[] accumulator, int at, Object value, long time) {
    sum.add(accumulator, at, value, time);
    Count.increase(accumulator, at + countOffset, 1);
  }

  @Override
  public final void retract(Object[] accumulator, int at, Object value) {
    sum.retract(accumulator, at, value);
    Count.increase(accumulator, at + countOffset, -1);
  }

  @Override
  public final void merge(Object[] accumulator, int at, Object[] other) {
    sum.merge(accumulator, at, other);
    Count.increase(accumulator, at + countOffset, Count.count(other, at + countOffset));
  }

  final @Nullable Object total(Object[] accumulator, int at) {
    return sum.result(accumulator, at);
  }

  final long count(Object[] accumulator, int at) {
    return Count.count(accumulator, at + countOffset);
  }
}
