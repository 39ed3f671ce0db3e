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

  /** As {@link #FUNCTION}, but NULL counts. */
  static final AggregateFunction WITH_NULLS =
      new AggregateFunction(
          AggregateFunction.described(
              "ARRAY_AGG(T) -> ARRAY<T>",
              "The values in order of their arrival, NULL among them; with DISTINCT each"
                  + " once.",
              "ARRAY_AGG(x)",
              "ARRAY[4, 1, NULL, 4]")) {
        @Override
        public boolean keepsRows() {
          return true;
        }

        @Override
        public boolean countsNull() {
          return true;
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.array(argument).withNullable(filtered);
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new Collect(argument, type, true);
        }
      };

  private final DataType element;
  private final boolean nullIfEmpty;
  private final boolean nulls;

  Collect(DataType argument, DataType type) {
    this(argument, type, false);
  }

  private Collect(DataType argument, DataType type, boolean nulls) {
    this.element = argument;
    this.nullIfEmpty = type.nullable();
    this.nulls = nulls;
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
  public void addNull(Object[] accumulator, int at) {
    if (nulls) {
      values(accumulator, at).add(null);
    }
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      values(accumulator, at).addAll((List<?>) other[at]);
    }
  }

  @SuppressWarnings("unchecked") // nobody else puts a list here
  private static List<@Nullable Object> values(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      accumulator[at] = new ArrayList<>();
    }
    return (List<@Nullable Object>) accumulator[at];
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
