// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The least or the greatest value. */
final class Extreme extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction MIN =
      function("MIN(T) -> T", "The least value.", "MIN(x)", "1", false);
  static final AggregateFunction MAX =
      function("MAX(T) -> T", "The greatest value.", "MAX(x)", "4", true);

  private final DataType type;
  private final ValueOrder order;
  private final boolean greatest;

  private static AggregateFunction function(
      String signature, String doc, String example, String result, boolean greatest) {
    return new AggregateFunction(AggregateFunction.described(signature, doc, example, result)) {
      @Override
      public Optional<String> wanted(DataType argument) {
        return argument.kind().isNested() ? Optional.of("what has an order") : Optional.empty();
      }

      @Override
      public boolean countsRepetition() {
        return false;
      }

      @Override
      public DataType type(DataType argument, boolean filtered) {
        return argument.withNullable(argument.nullable() || filtered);
      }

      @Override
      public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
        return new Extreme(argument, greatest);
      }
    };
  }

  Extreme(DataType argument, boolean greatest) {
    this.type = argument.withNullable(true);
    this.order = ValueOrder.of(argument);
    this.greatest = greatest;
  }

  @Override
  public List<Field> state() {
    return List.of(Field.of("value", type));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    Object known = accumulator[at];
    if (known == null || (order.compare(value, known) > 0) == greatest) {
      accumulator[at] = value;
    }
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      add(accumulator, at, other[at], 0);
    }
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return accumulator[at];
  }
}
