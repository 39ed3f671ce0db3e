// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;

/**
 * SUM. That of integers is a BIGINT, where Flink's is of their type and wraps; that of decimals has
 * all digits that there can be, and is NULL beyond them.
 */
final class Sum extends NumberAggregate {
  private static final int MAX_DIGITS = 38;

  static final AggregateFunction FUNCTION = new Sum();

  private Sum() {
    super(
        described(
            "SUM(N) -> N",
            "The sum of the values that are not NULL, of integers as a BIGINT; any aggregate takes"
                + " FILTER (WHERE condition).",
            "SUM(x) FILTER (WHERE x > 2)",
            "CAST(8 AS BIGINT)"));
  }

  @Override
  public DataType type(DataType argument, boolean filtered) {
    boolean nullable = argument.nullable() || filtered;
    if (argument.kind() == TypeKind.DECIMAL) {
      return DataType.decimal(MAX_DIGITS, argument.scale());
    }
    return argument.kind().isInteger()
        ? DataType.of(TypeKind.BIGINT).withNullable(nullable)
        : argument.withNullable(nullable);
  }

  @Override
  public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
    return of(argument, type);
  }

  @Override
  public Optional<Aggregate> takingBack(DataType argument, DataType type, List<String> constants) {
    return isExact(argument) ? Optional.of(new CountedSum(of(argument, type))) : Optional.empty();
  }

  /** Whether what is taken away leaves what would be there without it. */
  static boolean isExact(DataType argument) {
    return argument.kind().isInteger() || argument.kind() == TypeKind.DECIMAL;
  }

  static Aggregate of(DataType argument, DataType type) {
    if (argument.kind().isInteger()) {
      return new IntegerSum(type);
    }
    return argument.kind() == TypeKind.DECIMAL
        ? new DecimalSum(argument.scale(), type)
        : new FloatingSum(type);
  }

  /** The type in which a sum loses no digit. */
  static DataType widest(DataType argument) {
    if (argument.kind() == TypeKind.DECIMAL) {
      return DataType.decimal(MAX_DIGITS, argument.scale());
    }
    return argument.kind().isInteger()
        ? DataType.decimal(MAX_DIGITS, 0)
        : DataType.of(TypeKind.DOUBLE);
  }
}
