// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * A grouped stream taken apart: what is computed before the grouping, the plain aggregate calls,
 * and what is computed from a group's result.
 */
@AutoValue
public abstract class AggregateSplit {
  /**
   * Expressions over the input, each once: the keys first, in order, then arguments and filters.
   */
  public abstract List<Expression> before();

  /** How many of {@link #before} are keys. */
  public abstract int keyCount();

  /** Positions in these are positions in {@link #before}. */
  public abstract List<AggregateCall> calls();

  /** A group's columns: the keys, the window columns, one column a call. */
  public abstract RowType grouped();

  /** Over {@link #grouped}. */
  public abstract Optional<Expression> having();

  /** Over {@link #grouped}: one expression a result column. */
  public abstract List<Expression> after();

  /** The result columns. */
  public abstract RowType result();

  public static AggregateSplit of(
      List<Expression> before,
      int keyCount,
      List<AggregateCall> calls,
      RowType grouped,
      Optional<Expression> having,
      List<Expression> after,
      RowType result) {
    return new AutoValue_AggregateSplit(before, keyCount, calls, grouped, having, after, result);
  }
}
