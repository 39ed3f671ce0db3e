// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.Optional;

/**
 * What became of a grouped stream's expressions: the whole of them taken apart, or, where some are
 * wrong, the result's columns as far as they are known.
 */
@AutoValue
public abstract class AggregateTyping {
  public static AggregateTyping of(AggregateSplit split) {
    return new AutoValue_AggregateTyping(Optional.of(split), split.result(), Hidden.none());
  }

  public static AggregateTyping partly(RowType result, Hidden hidden) {
    return new AutoValue_AggregateTyping(Optional.empty(), result, hidden);
  }

  /** Absent where an expression is wrong. */
  public abstract Optional<AggregateSplit> split();

  /** The result's known columns. */
  public abstract RowType result();

  /** The result's columns that an error keeps from being known. */
  public abstract Hidden hidden();
}
