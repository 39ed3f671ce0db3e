// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** COUNT of values, of which it is known how often two of its accumulators were merged. */
public final class CountedMerges extends AggregateFunction {
  private static final AtomicLong MERGES = new AtomicLong();

  public CountedMerges() {
    super(described("COUNTED_MERGES(T) -> BIGINT", "The values.", "x", "1"));
  }

  /** How many there have been since this was asked for last. */
  public static long take() {
    return MERGES.getAndSet(0);
  }

  @Override
  public DataType type(DataType argument, boolean filtered) {
    return DataType.of(TypeKind.BIGINT).notNull();
  }

  @Override
  public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
    return new Merged();
  }

  private static final class Merged extends Aggregate {
    private static final long serialVersionUID = 1;

    @Override
    public List<Field> state() {
      return List.of(Field.of("count", DataType.of(TypeKind.BIGINT)));
    }

    @Override
    public void add(Object[] accumulator, int at, Object value, long time) {
      accumulator[at] = result(accumulator, at) + 1;
    }

    @Override
    public void merge(Object[] accumulator, int at, Object[] other) {
      MERGES.incrementAndGet();
      accumulator[at] = result(accumulator, at) + result(other, at);
    }

    @Override
    public Long result(Object[] accumulator, int at) {
      Object count = accumulator[at];
      return count == null ? 0L : ((Number) count).longValue();
    }
  }
}
