package dev.drey.operator.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;

/** How many. */
final class Count extends Aggregate {
  private static final long serialVersionUID = 1;

  @Override
  List<Field> state() {
    return List.of(Field.of("count", DataType.of(TypeKind.BIGINT)));
  }

  @Override
  void add(Object[] accumulator, int at, Object value, long time) {
    increase(accumulator, at, 1);
  }

  @Override
  void merge(Object[] accumulator, int at, Object[] other) {
    increase(accumulator, at, count(other, at));
  }

  @Override
  Object result(Object[] accumulator, int at) {
    return count(accumulator, at);
  }

  static void increase(Object[] accumulator, int at, long by) {
    accumulator[at] = count(accumulator, at) + by;
  }

  static long count(Object[] accumulator, int at) {
    Long count = (Long) accumulator[at];
    return count == null ? 0 : count;
  }
}
