// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.RowRanking;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows whose time has come, those of one millisecond together.
 *
 * <p>Law: those of an earlier time come first, of one time those that are first by a ranking, and
 * of rows of a key that are equal there those that came first.
 */
final class MomentRows {
  private final WaitingRows waiting;
  private final Comparator<Row> order;
  private final List<Row> together = new ArrayList<>();

  /** A row whose time has come. */
  static final class Row {
    private final RowKey key;
    private final Object[] values;
    private final long number;

    Row(RowKey key, Object[] values, long number) {
      this.key = key;
      this.values = values;
      this.number = number;
    }

    RowKey key() {
      return key;
    }

    Object[] values() {
      return values;
    }
  }

  /** Gets the rows of one millisecond, in their order. */
  interface Visitor {
    void visit(List<Row> rows, long time) throws Exception;
  }

  MomentRows(WaitingRows waiting, RowRanking ranking) {
    this.waiting = waiting;
    this.order =
        (a, b) -> {
          int first = ranking.compare(a.values, b.values);
          return first == 0 ? Long.compare(a.number, b.number) : first;
        };
  }

  /** When something is to be done; the greatest number where nothing waits. */
  long first() {
    return waiting.first();
  }

  /**
   * Does what is to be done first. All that is due is done before the operator does anything else,
   * so nothing is left here in between.
   */
  void takeFirst(Visitor visitor) throws Exception {
    long moment = waiting.first();
    waiting.takeFirst((key, row, time, number) -> together.add(new Row(key, row, number)));
    if (!together.isEmpty() && waiting.first() > moment) {
      together.sort(order);
      visitor.visit(together, moment);
      together.clear();
    }
  }
}
