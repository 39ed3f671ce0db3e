package dev.drey.operator.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values in order of arrival. Of none: NULL where the result may be NULL, else empty. */
final class Collect extends Aggregate {
  private static final long serialVersionUID = 1;

  private final DataType element;
  private final boolean nullIfEmpty;

  Collect(DataType argument, DataType type) {
    this.element = argument;
    this.nullIfEmpty = type.nullable();
  }

  @Override
  List<Field> state() {
    return List.of(Field.of("values", DataType.array(element)));
  }

  @Override
  void add(Object[] accumulator, int at, Object value, long time) {
    values(accumulator, at).add(value);
  }

  @Override
  void merge(Object[] accumulator, int at, Object[] other) {
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
  @Nullable Object result(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      return nullIfEmpty ? null : List.of();
    }
    return new ArrayList<>((List<?>) accumulator[at]);
  }
}
