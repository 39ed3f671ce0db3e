// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowKey;
import java.util.Arrays;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * When a trigger has windows give results beside the one at their end. An accumulator says how many
 * rows have come since its last result; a key that has such rows is looked at when time has come to
 * the next point of the trigger.
 *
 * <p>Law: at a point each window that has not ended, and has had rows since its last result, gives
 * one. Where the time comes to the end of a window with the same step, that one is its only result.
 */
final class Firing {
  private final TriggerRules rules;
  private final @Nullable KeyIndex<RowKey> early;
  private final @Nullable KeyIndex<RowKey> byClock;
  private final @Nullable KeyIndex<RowKey> late;

  /**
   * The last key that was noted, for which point and where: a row in many windows notes it once.
   */
  private @Nullable RowKey noted;

  private long notedPoint;
  private @Nullable KeyIndex<RowKey> notedIn;

  /**
   * @param early keys by points of the windows' time
   * @param byClock keys by points of the machine's clock, where windows go by another time
   * @param late keys by points at which late results are due
   */
  Firing(
      TriggerRules rules,
      @Nullable KeyIndex<RowKey> early,
      @Nullable KeyIndex<RowKey> byClock,
      @Nullable KeyIndex<RowKey> late) {
    this.rules = rules;
    this.early = early;
    this.byClock = byClock;
    this.late = late;
  }

  TriggerRules rules() {
    return rules;
  }

  /**
   * Has the key looked at when early results are due.
   *
   * @param reached up to where time has come
   */
  void early(RowKey key, long reached) throws Exception {
    KeyIndex<RowKey> index = requireNonNull(rules.isEarlyByClock() ? byClock : early);
    note(index, rules.earlyBehind(reached), key);
  }

  /**
   * Has the key looked at when late results are due.
   *
   * @param reached up to where time has come
   * @param gone when the window goes, which gives what waits then
   */
  void late(RowKey key, long reached, long gone) throws Exception {
    long point = rules.lateBehind(reached);
    if (point < gone) {
      note(requireNonNull(late), point, key);
    }
  }

  private void note(KeyIndex<RowKey> index, long point, RowKey key) throws Exception {
    if (point != notedPoint || index != notedIn || !key.equals(noted)) {
      index.add(point, key);
      noted = key;
      notedPoint = point;
      notedIn = index;
    }
  }

  /** When early results are due by the time of the windows; the greatest number where never. */
  long firstEarly(long reached) {
    long first = early == null ? Long.MAX_VALUE : early.first();
    // Nobody waits for a clock where the input has ended.
    return reached == Long.MAX_VALUE ? Math.min(first, firstByClock()) : first;
  }

  /** Whether results can be due by the clock, where windows go by another time. */
  boolean hasClock() {
    return byClock != null;
  }

  /** When early results are due by that clock. */
  long firstByClock() {
    return byClock == null ? Long.MAX_VALUE : byClock.first();
  }

  long firstLate() {
    return late == null ? Long.MAX_VALUE : late.first();
  }

  void takeEarly(ThrowingConsumer<RowKey, Exception> visitor) throws Exception {
    if (early == null || early.first() == Long.MAX_VALUE) {
      takeByClock(visitor);
    } else {
      noted = null;
      early.takeFirst(visitor);
    }
  }

  void takeByClock(ThrowingConsumer<RowKey, Exception> visitor) throws Exception {
    noted = null;
    requireNonNull(byClock).takeFirst(visitor);
  }

  void takeLate(ThrowingConsumer<RowKey, Exception> visitor) throws Exception {
    noted = null;
    requireNonNull(late).takeFirst(visitor);
  }

  void flush() throws Exception {
    for (KeyIndex<RowKey> index : Arrays.asList(early, byClock, late)) {
      if (index != null) {
        index.flush();
      }
    }
  }
}
