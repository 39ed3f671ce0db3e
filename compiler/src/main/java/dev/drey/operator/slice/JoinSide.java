// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;
import org.jspecify.annotations.Nullable;

/** The rows of one side of a join that can have a match yet. */
final class JoinSide {
  private final RowsByTime rows;
  private final RunningRules kept;
  private final boolean alone;

  /** Is shown a row of a key. */
  interface Visitor {
    void visit(JoinedRows.Kept row);
  }

  /** Is given a row that has no match and will have none. */
  interface Unmatched {
    void take(RowKey key, long end, Object[] row);
  }

  /**
   * @param kept how long a row is kept
   * @param alone whether rows without a match are asked for
   */
  JoinSide(RowsByTime rows, RunningRules kept, boolean alone) {
    this.rows = rows;
    this.kept = kept;
    this.alone = alone;
  }

  /** How long a row waits for one of the other side that comes after it. */
  long kept() {
    return kept.ttl();
  }

  /** Whether rows without a match are asked for. */
  boolean isAlone() {
    return alone;
  }

  /**
   * Shows the rows of a key with a time from one to another, by time. They have had a match then.
   *
   * @return whether there were any
   */
  boolean match(RowKey key, long from, long to, Visitor visitor) throws Exception {
    @Nullable JoinedRows known = rows.find(key);
    if (known == null) {
      return false;
    }
    int first = known.upTo(from - 1);
    int end = known.upTo(to);
    for (int i = first; i < end; i++) {
      JoinedRows.Kept row = known.rows().get(i);
      visitor.visit(row);
      if (alone) {
        known.match(row);
      }
    }
    return end > first;
  }

  /**
   * Keeps a row.
   *
   * @param now up to where rows of the other side have come
   */
  void add(RowKey key, long time, Object[] row, boolean matched, long now) throws Exception {
    JoinedRows rowsOfKey = rows.findOrCreate(key);
    long before = rowsOfKey.bytes();
    rowsOfKey.removeUpTo(gone(now));
    rowsOfKey.add(new JoinedRows.Kept(time, row, matched));
    rows.resized(rowsOfKey, before);
    long next = alone && !matched ? end(time) : kept.due(time);
    if (next < rowsOfKey.due()) {
      rows.lookAt(rowsOfKey, next);
    }
  }

  private long end(long time) {
    return time > JoinedRows.NEVER - 2 - kept() ? JoinedRows.NEVER - 2 : time + kept();
  }

  /** Rows up to this time have no match any more. */
  private long gone(long now) {
    return now < Long.MIN_VALUE + kept() ? Long.MIN_VALUE : now - kept();
  }

  /** When something is to be done next; the greatest number where never. */
  long first() {
    return rows.first();
  }

  /** Takes out the rows that have no match any more, for the first time of these. */
  void takeFirst(long now, Unmatched unmatched) throws Exception {
    rows.takeFirst(found -> take(found, now, unmatched));
  }

  private void take(JoinedRows found, long now, Unmatched unmatched) throws Exception {
    // Where rows come out alone, each does at its own time.
    long gone = gone(alone ? found.due() : now);
    long before = found.bytes();
    int end = found.upTo(gone);
    for (int i = 0; alone && i < end; i++) {
      JoinedRows.Kept row = found.rows().get(i);
      if (!row.isMatched()) {
        unmatched.take(found.key(), end(row.time()), row.values());
      }
    }
    found.removeUpTo(gone);
    rows.resized(found, before);
    if (found.rows().isEmpty()) {
      rows.remove(found);
    } else {
      rows.lookAt(found, next(found));
      rows.release(found);
    }
  }

  private long next(JoinedRows found) {
    for (JoinedRows.Kept row : found.rows()) {
      if (alone && !row.isMatched()) {
        return end(row.time());
      }
    }
    return kept.due(found.last().time());
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
