// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * What no column says: the time, the watermark, or chance. Nothing is computed of it in advance.
 * The time is one for all that a row's expressions ask; of chance each place in an expression has
 * its own.
 */
public final class MomentOperator extends SqlFunction {
  private static final AtomicLong PLACES = new AtomicLong();

  private final Kind asked;
  private final long place;

  private MomentOperator(String name, Kind kind, long place) {
    super(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.asked = kind;
    this.place = place;
  }

  /** What is asked. */
  public enum Kind {
    /** The time in milliseconds. */
    NOW,
    /** The time in whole seconds. */
    SECONDS,
    WATERMARK,
    /** A number from 0 to below 1. */
    RAND,
    /** A whole number from 0 to below the last argument. */
    RAND_INTEGER,
    UUID;

    /** Whether it is another value for each place that asks. */
    public boolean isRandom() {
      return this == RAND || this == RAND_INTEGER || this == UUID;
    }
  }

  public static MomentOperator of(String name, Kind kind) {
    return new MomentOperator(name, kind, kind.isRandom() ? PLACES.incrementAndGet() : 0);
  }

  public Kind kind() {
    return asked;
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MomentOperator
        && getName().equals(((MomentOperator) other).getName())
        && asked == ((MomentOperator) other).asked
        && place == ((MomentOperator) other).place;
  }

  @Override
  public int hashCode() {
    return getName().hashCode() + Long.hashCode(place);
  }
}
