// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one record on their way through the consumer, which knows one value for each record:
 * a row with one slot that holds them. They leave together, so that a checkpoint falls before or
 * behind all of them.
 */
public final class RowsOfRecord {
  private final List<Object[]> rows = new ArrayList<>();

  public void add(Object[] row) {
    rows.add(row);
  }

  /** As the consumer takes them. */
  public Object[] wrapped() {
    return new Object[] {this};
  }

  /** The rows that a value of the consumer stands for. */
  static List<Object[]> in(Object[] row) {
    return row.length == 1 && row[0] instanceof RowsOfRecord
        ? ((RowsOfRecord) row[0]).rows
        : List.<Object[]>of(row);
  }
}
