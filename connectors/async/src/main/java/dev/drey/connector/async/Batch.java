// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Rows that Flink's writer gives out together, until each is taken or refused. They are sent in one
 * request; where the system refuses all because of one, in halves, one behind the other; and what
 * it refuses for now again.
 */
final class Batch<R> {
  final Set<Object> keys;
  final Runnable done;

  /** What is still to be sent in this round, in requests of their own. */
  private final Deque<List<SentRow<R>>> requests = new ArrayDeque<>();

  /** What is to be sent in the next round. */
  private final List<SentRow<R>> again = new ArrayList<>();

  private int rounds;

  /**
   * @param keys what its rows are about
   * @param done what to do when each row is taken or refused
   */
  Batch(List<SentRow<R>> rows, Set<Object> keys, Runnable done) {
    this.keys = keys;
    this.done = done;
    requests.add(rows);
  }

  /** The rows of the next request. */
  List<SentRow<R>> next() {
    return requests.getFirst();
  }

  boolean hasNext() {
    return !requests.isEmpty();
  }

  /** The next request was answered. */
  void answered() {
    requests.removeFirst();
  }

  void sendAgain(SentRow<R> row) {
    again.add(row);
  }

  /** Sends these in halves, before all others. */
  void halve(List<SentRow<R>> rows) {
    int middle = rows.size() / 2;
    requests.addFirst(rows.subList(middle, rows.size()));
    requests.addFirst(rows.subList(0, middle));
  }

  /** Begins the next round; false where there is nothing left to send. */
  boolean nextRound() {
    if (again.isEmpty()) {
      return false;
    }
    requests.add(new ArrayList<>(again));
    again.clear();
    rounds++;
    return true;
  }

  /** How often it began anew. */
  int rounds() {
    return rounds;
  }
}
