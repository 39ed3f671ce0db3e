// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sum by count. As in Flink, the average of integers is an integer, cut towards zero; that of
 * decimals is rounded half up to the result's scale.
 */
final class Average extends Aggregate {
  private static final long serialVersionUID = 1;

  /** Digits behind the point that the average of decimals has at least, as in Flink. */
  private static final int LEAST_SCALE = 6;

  private static final int MAX_DIGITS = 38;

  static final AggregateFunction FUNCTION =
      new NumberAggregate(
          AggregateFunction.described(
              "AVG(N) -> N",
              "The average of the values that are not NULL; of whole numbers cut to a whole one.",
              "AVG(x)",
              "3")) {
        @Override
        public DataType type(DataType argument, boolean filtered) {
          return ofFractions(argument, argument.nullable() || filtered);
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new Average(Sum.of(argument, Sum.widest(argument)), type);
        }

        @Override
        public Optional<Aggregate> takingBack(
            DataType argument, DataType type, List<String> constants) {
          return Sum.isExact(argument)
              ? Optional.of(aggregate(argument, type, constants))
              : Optional.empty();
        }
      };

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
    Object total = sum.result(accumulator, at);
    long count = Count.count(accumulator, at + countOffset);
    if (total == null || count == 0) {
      return null;
    }
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

  /** The type of what is between the values; a decimal that does not fit is NULL. */
  static DataType ofFractions(DataType argument, boolean nullable) {
    return argument.kind() == TypeKind.DECIMAL
        ? DataType.decimal(MAX_DIGITS, Math.max(LEAST_SCALE, argument.scale()))
        : argument.withNullable(nullable);
  }
}
