// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sum by count. As in Flink, the average of integers is an integer, cut towards zero; that of
 * decimals is rounded half up to the result's scale.
 */
final class Average extends CountedTotal {
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

  private final DataType type;

  /**
   * @param sum of the widest type of the argument's family
   */
  Average(Aggregate sum, DataType type) {
    super(sum);
    this.type = type;
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    Object total = total(accumulator, at);
    long count = count(accumulator, at);
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
