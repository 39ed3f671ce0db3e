package dev.drey.operator.aggregate;

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

  private final DataType type;
  private final boolean last;

  TimedValue(DataType argument, boolean last) {
    this.type = argument.withNullable(true);
    this.last = last;
  }

  @Override
  List<Field> state() {
    return List.of(Field.of("time", DataType.of(TypeKind.BIGINT)), Field.of("value", type));
  }

  @Override
  void add(Object[] accumulator, int at, Object value, long time) {
    Long known = (Long) accumulator[at];
    if (known == null || (last ? time >= known : time < known)) {
      accumulator[at] = time;
      accumulator[at + VALUE] = value;
    }
  }

  @Override
  void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      add(accumulator, at, other[at + VALUE], (Long) other[at]);
    }
  }

  @Override
  @Nullable Object result(Object[] accumulator, int at) {
    return accumulator[at + VALUE];
  }
}
