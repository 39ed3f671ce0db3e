// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.row.LongCell;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** How many. */
final class Count extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction FUNCTION =
      new AggregateFunction(
          AggregateFunction.described(
              "COUNT(*), COUNT(T) -> BIGINT",
              "The rows, or the values that are not NULL; with DISTINCT the different ones.",
              "COUNT(DISTINCT x)",
              "CAST(2 AS BIGINT)")) {
        @Override
        public boolean takesRows() {
          return true;
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.of(TypeKind.BIGINT).notNull();
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new Count();
        }

        @Override
        public Optional<Aggregate> takingBack(
            DataType argument, DataType type, List<String> constants) {
          return Optional.of(new Count());
        }
      };

  @Override
  public List<Field> state() {
    return List.of(Field.of("count", DataType.of(TypeKind.BIGINT)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    increase(accumulator, at, 1);
  }

  @Override
  public void retract(Object[] accumulator, int at, Object value) {
    increase(accumulator, at, -1);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    increase(accumulator, at, count(other, at));
  }

  @Override
  public Object result(Object[] accumulator, int at) {
    return count(accumulator, at);
  }

  static void increase(Object[] accumulator, int at, long by) {
    LongCell.add(accumulator, at, by);
  }

  static long count(Object[] accumulator, int at) {
    return LongCell.get(accumulator, at);
  }
}
