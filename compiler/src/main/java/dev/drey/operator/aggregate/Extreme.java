package dev.drey.operator.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least or the greatest value. */
final class Extreme extends Aggregate {
  private static final long serialVersionUID = 1;

  private final DataType type;
  private final ValueOrder order;
  private final boolean greatest;

  Extreme(DataType argument, boolean greatest) {
    this.type = argument.withNullable(true);
    this.order = ValueOrder.of(argument);
    this.greatest = greatest;
  }

  @Override
  List<Field> state() {
    return List.of(Field.of("value", type));
  }

  @Override
  void add(Object[] accumulator, int at, Object value, long time) {
    Object known = accumulator[at];
    if (known == null || (order.compare(value, known) > 0) == greatest) {
      accumulator[at] = value;
    }
  }

  @Override
  void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      add(accumulator, at, other[at], 0);
    }
  }

  @Override
  @Nullable Object result(Object[] accumulator, int at) {
    return accumulator[at];
  }
}
