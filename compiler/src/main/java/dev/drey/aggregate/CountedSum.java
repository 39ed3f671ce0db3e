// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sum of values of which some are taken back: it is NULL again where none is left. */
final class CountedSum extends Aggregate {
  private static final long serialVersionUID = 1;

  private final Aggregate sum;
  private final int countOffset;

  CountedSum(Aggregate sum) {
    this.sum = sum;
    this.countOffset = sum.state().size();
  }

  @Override
  public List<Field> state() {
    List<Field> fields = new ArrayList<>(sum.state());
    fields.add(Field.of("count", DataType.of(TypeKind.BIGINT)));
    return fields;
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    sum.add(accumulator, at, value, time);
    Count.increase(accumulator, at + countOffset, 1);
  }

  @Override
  public void retract(Object[] accumulator, int at, Object value) {
    sum.retract(accumulator, at, value);
    Count.increase(accumulator, at + countOffset, -1);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    sum.merge(accumulator, at, other);
    Count.increase(accumulator, at + countOffset, Count.count(other, at + countOffset));
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return Count.count(accumulator, at + countOffset) == 0 ? null : sum.result(accumulator, at);
  }
}
