// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a key were and are: of those up to the watermark the last, and all behind it. A
 * delete is one of them, which says that there is none from its time on: it stays, so that no older
 * row that comes late brings its key back.
 *
 * <p>Law: the last one up to a time holds at it, of equal ones the last that came, for as long as a
 * row holds and no longer. What can hold at no time behind the watermark is forgotten, or not taken
 * in the first place.
 */
final class Versions {
  private static final long NO_TIME = TimestampAssigner.NO_TIMESTAMP;

  private final RowsByTime rows;
  private final RunningRules held;
  private final int deleted;

  /**
   * @param ttl for how many milliseconds one holds; the greatest number where until the next one
   * @param deleted the column that says whether there is none from then on; -1 where all are rows
   */
  Versions(RowsByTime rows, long ttl, int deleted) {
    this.rows = rows;
    this.held = RunningRules.kept(ttl, false);
    this.deleted = deleted;
  }

  /** The columns of the one that holds at a time; null where there is none. */
  Object @Nullable [] at(RowKey key, long time) throws Exception {
    @Nullable JoinedRows known = rows.find(key);
    int place = known == null ? 0 : known.upTo(time);
    if (known == null || place == 0) {
      return null;
    }
    JoinedRows.Kept version = known.rows().get(place - 1);
    return isDelete(version.values()) || held.isForgotten(version.time(), time)
        ? null
        : version.values();
  }

  private boolean isDelete(Object[] version) {
    return deleted >= 0 && (Boolean) version[deleted];
  }

  /**
   * Adds one.
   *
   * @param time of a delete that has none, the least number: it counts from the watermark, or from
   *     the newest row of its key where that is behind it; where there is none it says nothing
   * @param now rows of the other side are behind it
   * @return whether it can hold for one of them: it cannot if there is a newer one up to the
   *     watermark, or if it has held for as long as it may
   */
  boolean add(RowKey key, long time, Object[] row, long now) throws Exception {
    if (time == NO_TIME) {
      @Nullable JoinedRows known = rows.find(key);
      return known == null
          || isOver(known.last().time(), now)
          || add(known, Math.max(now, known.last().time()), row, now);
    }
    return !isOver(time, now) && add(rows.findOrCreate(key), time, row, now);
  }

  private boolean add(JoinedRows known, long time, Object[] row, long now) throws Exception {
    if (time <= now && known.upTo(now) > known.upTo(time)) {
      return false;
    }
    long before = known.bytes();
    known.add(new JoinedRows.Kept(time, row, false));
    known.removeFirst(outdated(known, now));
    rows.resized(known, before);
    lookAgain(known, now);
    return true;
  }

  /** Whether what is from a time holds at no time behind the watermark. */
  private boolean isOver(long time, long now) {
    return now < Long.MAX_VALUE && held.isForgotten(time, now + 1);
  }

  /** How many are older than the last one up to a time. */
  private static int outdated(JoinedRows known, long time) {
    return Math.max(0, known.upTo(time) - 1);
  }

  /** When something is to be done next; the greatest number where never. */
  long first() {
    return rows.first();
  }

  /** Forgets what can hold no more, for the first time at which something is looked at. */
  void takeFirst() throws Exception {
    rows.takeFirst(
        known -> {
          long at = known.due();
          if (isOver(known.last().time(), at)) {
            rows.remove(known);
            return;
          }
          long before = known.bytes();
          known.removeFirst(outdated(known, at));
          known.due(JoinedRows.NEVER);
          rows.resized(known, before);
          lookAgain(known, at);
          rows.release(known);
        });
  }

  /** Has a key looked at when the last of its rows puts an end to others, or is over itself. */
  private void lookAgain(JoinedRows known, long now) throws Exception {
    List<JoinedRows.Kept> left = known.rows();
    long last = known.last().time();
    long next = JoinedRows.NEVER;
    if (left.size() > 1) {
      next = last;
    } else if (held.ttl() < Long.MAX_VALUE) {
      next = held.due(last);
    }
    if (next > now && next < known.due()) {
      rows.lookAt(known, next);
    }
  }

  /** Keeps within the bound of memory. */
  void shrink() throws Exception {
    rows.shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    rows.flush();
  }
}
