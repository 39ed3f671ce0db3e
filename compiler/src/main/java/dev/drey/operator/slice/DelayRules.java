// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long rows wait, and how they stand in state while they do. */
public final class DelayRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** Watermarks that wait are apart by this part of the delay at least. */
  private static final int GRAINS = 1000;

  private final long by;
  private final boolean byClock;
  private final RowSerializer waiting;
  private final int columns;

  /**
   * @param by milliseconds
   * @param byClock whether these are of the clock of the machine
   * @param waiting the columns that come in and, by the clock, one more for a row's event time
   * @param columns how many of the columns go out
   */
  public DelayRules(long by, boolean byClock, RowType waiting, int columns) {
    this.by = by;
    this.byClock = byClock;
    this.waiting = new RowSerializer(waiting);
    this.columns = columns;
  }

  boolean byClock() {
    return byClock;
  }

  RowSerializer waiting() {
    return waiting;
  }

  /** When what came at a time is due: never past what a timer can have. */
  long due(long time) {
    return time > Long.MAX_VALUE - by - 2 ? Long.MAX_VALUE - 2 : time + by;
  }

  /** What came up to this time is due now. */
  long reached(long now) {
    if (now == Long.MAX_VALUE) {
      return now;
    }
    return now < Long.MIN_VALUE + by ? Long.MIN_VALUE : now - by;
  }

  /** Watermarks of times with the same number wait as one. */
  long grain(long time) {
    return Math.floorDiv(time, Math.max(1, by / GRAINS));
  }

  /** A row as it waits by the clock. */
  Object[] timed(Object[] row, @Nullable Long eventTime) {
    Object[] timed = Arrays.copyOf(row, row.length + 1);
    timed[row.length] = eventTime;
    return timed;
  }

  /** The event time that a row waits with by the clock; null where it has none. */
  static @Nullable Long eventTime(Object[] timed) {
    return (Long) timed[timed.length - 1];
  }

  Object[] given(Object[] row) {
    return row.length == columns ? row : Arrays.copyOf(row, columns);
  }
}
