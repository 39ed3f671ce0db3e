package dev.drey.flink.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of integers, in the result's width: it wraps around as Flink's does. Kept in 64 bits,
 * whose lower bits are the sum of any smaller width.
 */
final class IntegerSum extends Aggregate {
  private static final long serialVersionUID = 1;

  private final DataType type;

  IntegerSum(DataType type) {
    this.type = type;
  }

  @Override
  List<Field> state() {
    return List.of(Field.of("sum", DataType.of(TypeKind.BIGINT)));
  }

  @Override
  void add(Object[] accumulator, int at, Object value, long time) {
    long addend = ((Number) value).longValue();
    Long sum = (Long) accumulator[at];
    accumulator[at] = sum == null ? addend : sum + addend;
  }

  @Override
  void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      add(accumulator, at, other[at], 0);
    }
  }

  @Override
  @Nullable Object result(Object[] accumulator, int at) {
    Long sum = (Long) accumulator[at];
    return sum == null ? null : NumberResult.of(sum, type);
  }
}
