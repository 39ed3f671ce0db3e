// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a fired window's row is made of: the keys, its start and end, the calls' results. */
public final class WindowRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final GroupAggregator aggregator;
  private final int start;
  private final int end;
  private final int pane;
  private final int firstCall;
  private final int columns;
  private final @Nullable PartialRows partials;
  private final @Nullable SecondPhase told;

  /**
   * @param start where the window's start goes, behind the keys; -1 where it has none
   * @param end where its end goes; -1 where it has none
   * @param pane where it goes which result of its window a row is; -1 where nowhere
   * @param firstCall where the results begin
   * @param columns how many there are
   */
  public WindowRows(
      GroupAggregator aggregator, int start, int end, int pane, int firstCall, int columns) {
    this(aggregator, start, end, pane, firstCall, columns, null, null);
  }

  private WindowRows(
      GroupAggregator aggregator,
      int start,
      int end,
      int pane,
      int firstCall,
      int columns,
      @Nullable PartialRows partials,
      @Nullable SecondPhase told) {
    this.aggregator = aggregator;
    this.start = start;
    this.end = end;
    this.pane = pane;
    this.firstCall = firstCall;
    this.columns = columns;
    this.partials = partials;
    this.told = told;
  }

  /**
   * The same where the window is the second of two phases.
   *
   * @param asked by the first phase how far this one was
   */
  public WindowRows of(PartialRows phase, SecondPhase asked) {
    return new WindowRows(
        aggregator.takingPartials(phase.rowsColumn()),
        start,
        end,
        pane,
        firstCall,
        columns,
        phase,
        asked);
  }

  /** Where the operator says how far it is when it begins; null where it is the only phase. */
  @Nullable SecondPhase told() {
    return told;
  }

  /** What comes in where the window is the second of two phases; else rows come in. */
  @Nullable PartialRows partials() {
    return partials;
  }

  GroupAggregator aggregator() {
    return aggregator;
  }

  /** Whether results have the time of their window. */
  boolean isTimed() {
    return end >= 0;
  }

  Object[] row(RowKey key, long windowStart, long windowEnd, Pane which, Object[] accumulator) {
    Object[] row = new Object[columns];
    key.copyTo(row);
    if (end >= 0) {
      row[start] = windowStart;
      row[end] = windowEnd;
    }
    if (pane >= 0) {
      row[pane] = which.name();
    }
    aggregator.results(accumulator, row, firstCall);
    return row;
  }
}
