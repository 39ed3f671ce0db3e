// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of the row with the least or the greatest event time; among equal times the first or
 * the last to arrive. As in Flink, rows whose argument is NULL do not count. Two sessions that
 * become one keep the order of arrival within each only.
 */
final class TimedValue extends Aggregate {
  private static final long serialVersionUID = 1;
  private static final int VALUE = 1;

  /** The argument of the row with the least event time; of the first to arrive among equals. */
  static final AggregateFunction FIRST =
      function(
          "FIRST_VALUE(T) -> T",
          "The value of the row with the least event time that has one.",
          "FIRST_VALUE(x)",
          "4",
          false);

  /** The argument of the row with the greatest event time; of the last to arrive among equals. */
  static final AggregateFunction LAST =
      function(
          "LAST_VALUE(T) -> T",
          "The value of the row with the greatest event time that has one.",
          "LAST_VALUE(x + 1)",
          "5",
          true);

  private final DataType type;
  private final boolean last;

  private static AggregateFunction function(
      String signature, String doc, String example, String result, boolean last) {
    return new AggregateFunction(AggregateFunction.described(signature, doc, example, result)) {
      @Override
      public boolean countsRepetition() {
        return false;
      }

      @Override
      public boolean readsTime() {
        return true;
      }

      @Override
      public DataType type(DataType argument, boolean filtered) {
        return argument.withNullable(argument.nullable() || filtered);
      }

      @Override
      public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
        return new TimedValue(argument, last);
      }
    };
  }

  TimedValue(DataType argument, boolean last) {
    this.type = argument.withNullable(true);
    this.last = last;
  }

  @Override
  public List<Field> state() {
    return List.of(Field.of("time", DataType.of(TypeKind.BIGINT)), Field.of("value", type));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    Long known = (Long) accumulator[at];
    if (known == null || (last ? time >= known : time < known)) {
      accumulator[at] = time;
      accumulator[at + VALUE] = value;
    }
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      add(accumulator, at, other[at + VALUE], (Long) other[at]);
    }
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return accumulator[at + VALUE];
  }
}
