// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values in order of arrival. Of none: NULL where the result may be NULL, else empty. */
final class Collect extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction FUNCTION =
      new AggregateFunction(
          AggregateFunction.described(
              "COLLECT(T) -> ARRAY<T>",
              "The values that are not NULL in order of their arrival; with DISTINCT each once.",
              "COLLECT(x)",
              "ARRAY[4, 1, 4]")) {
        @Override
        public boolean keepsRows() {
          return true;
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.array(argument.notNull()).notNull();
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new Collect(argument, type);
        }
      };

  private final DataType element;
  private final boolean nullIfEmpty;

  Collect(DataType argument, DataType type) {
    this.element = argument;
    this.nullIfEmpty = type.nullable();
  }

  @Override
  public List<Field> state() {
    return List.of(Field.of("values", DataType.array(element)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    values(accumulator, at).add(value);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      values(accumulator, at).addAll((List<?>) other[at]);
    }
  }

  @SuppressWarnings("unchecked") // nobody else puts a list here
  private static List<Object> values(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      accumulator[at] = new ArrayList<>();
    }
    return (List<Object>) accumulator[at];
  }

  /** A list of its own: the accumulator's may grow after the result has gone on. */
  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      return nullIfEmpty ? null : List.of();
    }
    return new ArrayList<>((List<?>) accumulator[at]);
  }
}
