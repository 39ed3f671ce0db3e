// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of the pairs. Empty of none. */
final class MapAgg extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction FUNCTION =
      new AggregateFunction(
          AggregateFunction.described(
              "MAP_AGG(K, V) -> MAP<K, V>",
              "A map of the pairs whose key and value are not NULL; of one key the value that"
                  + " arrived last.",
              "MAP_AGG(x, x * 10)",
              "MAP[4, 40, 1, 10]")) {
        @Override
        public Optional<String> wanted(DataType argument) {
          return Spread.isKey(argument.row().field(0).type())
              ? Optional.empty()
              : Optional.of("a text, a number, a BOOLEAN or a time as key");
        }

        @Override
        public int arguments() {
          return 2;
        }

        @Override
        public boolean countsRepetition() {
          return false;
        }

        @Override
        public boolean keepsRows() {
          return true;
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.map(
                  argument.row().field(0).type().notNull(),
                  argument.row().field(1).type().notNull())
              .notNull();
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new MapAgg(type);
        }
      };

  private final DataType type;

  private MapAgg(DataType type) {
    this.type = type;
  }

  @Override
  public List<Field> state() {
    return List.of(Field.of("pairs", type.withNullable(true)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    Object[] pair = (Object[]) value;
    pairs(accumulator, at).put(pair[0], pair[1]);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      pairs(accumulator, at).putAll((Map<?, ?>) other[at]);
    }
  }

  @SuppressWarnings("unchecked") // nobody else puts a map here
  private static Map<Object, Object> pairs(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      accumulator[at] = new LinkedHashMap<>();
    }
    return (Map<Object, Object>) accumulator[at];
  }

  /** A map of its own: the accumulator's may grow after the result has gone on. */
  @Override
  public Object result(Object[] accumulator, int at) {
    Object pairs = accumulator[at];
    return pairs == null ? new LinkedHashMap<>() : new LinkedHashMap<>((Map<?, ?>) pairs);
  }
}
