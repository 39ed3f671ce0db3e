// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a row that others look back at, and what a row gets of those that count. */
public final class OverRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final RowSerializer input;
  private final RowSerializer kept;
  private final int[] keptColumns;
  private final int columns;
  private final GroupAggregator aggregator;
  private final int[] aggregates;
  private final Previous[] previous;

  /** The value of a row that came before. */
  public static final class Previous implements Serializable {
    private static final long serialVersionUID = 1;

    private final int slot;
    private final int column;
    private final int back;

    /**
     * @param slot from 0 behind the columns that come in
     * @param column of what is kept
     * @param back how many rows before, at least one
     */
    public Previous(int slot, int column, int back) {
      this.slot = slot;
      this.column = column;
      this.back = back;
    }
  }

  /**
   * @param input all columns that come in
   * @param keptColumns those that others look back at
   * @param columns how many of the first columns go out; results stand behind them
   * @param aggregator over what is kept
   * @param aggregates the slots of its results, from 0 behind the columns
   */
  public OverRows(
      RowType input,
      List<Integer> keptColumns,
      int columns,
      GroupAggregator aggregator,
      List<Integer> aggregates,
      List<Previous> previous) {
    this.input = new RowSerializer(input);
    this.kept = new RowSerializer(input.project(keptColumns));
    this.keptColumns = keptColumns.stream().mapToInt(Integer::intValue).toArray();
    this.columns = columns;
    this.aggregator = aggregator;
    this.aggregates = aggregates.stream().mapToInt(Integer::intValue).toArray();
    this.previous = previous.toArray(new Previous[0]);
  }

  RowSerializer input() {
    return input;
  }

  RowSerializer kept() {
    return kept;
  }

  GroupAggregator aggregator() {
    return aggregator;
  }

  /** What is kept of a row. */
  Object[] kept(Object[] row) {
    Object[] values = new Object[keptColumns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[keptColumns[i]];
    }
    return values;
  }

  /** The results of the aggregates, for each row that gets the same. */
  Object[] results(OverKey rows) {
    Object[] results = new Object[aggregates.length];
    aggregator.results(rows.total(), results, 0);
    return results;
  }

  /**
   * A row with its results.
   *
   * @param rows that count for it
   * @param place at which it stands among them
   */
  Object[] row(Object[] row, Object[] results, OverKey rows, int place) {
    Object[] given = Arrays.copyOf(row, columns + aggregates.length + previous.length);
    for (int i = 0; i < aggregates.length; i++) {
      given[columns + aggregates[i]] = results[i];
    }
    for (Previous each : previous) {
      given[columns + each.slot] = value(rows, place - each.back, each.column);
    }
    return given;
  }

  private static @Nullable Object value(OverKey rows, int place, int column) {
    return place < 0 ? null : rows.row(place)[column];
  }
}
