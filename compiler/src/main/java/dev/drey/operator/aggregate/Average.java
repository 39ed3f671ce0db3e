package dev.drey.operator.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sum by count. As in Flink, the average of integers is an integer, cut towards zero; that of
 * decimals is rounded half up to the result's scale.
 */
final class Average extends Aggregate {
  private static final long serialVersionUID = 1;

  private final Aggregate sum;
  private final DataType type;
  private final int countOffset;

  /**
   * @param sum of the widest type of the argument's family
   */
  Average(Aggregate sum, DataType type) {
    this.sum = sum;
    this.type = type;
    this.countOffset = sum.state().size();
  }

  @Override
  List<Field> state() {
    List<Field> fields = new ArrayList<>(sum.state());
    fields.add(Field.of("count", DataType.of(TypeKind.BIGINT)));
    return fields;
  }

  @Override
  void add(Object[] accumulator, int at, Object value, long time) {
    sum.add(accumulator, at, value, time);
    Count.increase(accumulator, at + countOffset, 1);
  }

  @Override
  void merge(Object[] accumulator, int at, Object[] other) {
    sum.merge(accumulator, at, other);
    Count.increase(accumulator, at + countOffset, Count.count(other, at + countOffset));
  }

  @Override
  @Nullable Object result(Object[] accumulator, int at) {
    Object total = sum.result(accumulator, at);
    if (total == null) {
      return null;
    }
    long count = Count.count(accumulator, at + countOffset);
    if (type.kind() == TypeKind.DECIMAL) {
      BigDecimal exact =
          total instanceof BigDecimal ? (BigDecimal) total : new BigDecimal(total.toString());
      return NumberResult.of(
          exact.divide(BigDecimal.valueOf(count), type.scale(), RoundingMode.HALF_UP), type);
    }
    if (total instanceof BigDecimal) {
      return NumberResult.of(
          ((BigDecimal) total).divideToIntegralValue(BigDecimal.valueOf(count)), type);
    }
    return NumberResult.of(((Number) total).doubleValue() / count, type);
  }
}
