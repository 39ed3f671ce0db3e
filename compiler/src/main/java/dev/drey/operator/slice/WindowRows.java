// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.io.Serializable;

/** What a fired window's row is made of: the keys, its start and end, the calls' results. */
public final class WindowRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;
  private final int start;
  private final int end;
  private final int firstCall;
  private final int columns;

  /**
   * @param start where the window's start goes, behind the keys; -1 where it has none
   * @param end where its end goes; -1 where it has none
   * @param firstCall where the results begin
   * @param columns how many there are
   */
  public WindowRows(GroupAggregator aggregator, int start, int end, int firstCall, int columns) {
    this.aggregator = aggregator;
    this.start = start;
    this.end = end;
    this.firstCall = firstCall;
    this.columns = columns;
  }

  GroupAggregator aggregator() {
    return aggregator;
  }

  Object[] row(RowKey key, long windowStart, long windowEnd, Object[] accumulator) {
    Object[] row = new Object[columns];
    key.copyTo(row);
    if (start >= 0) {
      row[start] = windowStart;
      row[end] = windowEnd;
    }
    aggregator.results(accumulator, row, firstCall);
    return row;
  }
}
