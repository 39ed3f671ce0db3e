// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.RowRanking;
import dev.drey.row.RowChange;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** Which rows of a group are the first ones, and what is given of them. */
public final class TopRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final RowSerializer serializer;
  private final RowRanking ranking;
  private final int most;
  private final int columns;
  private final boolean ranked;
  private final int windowEnd;

  /**
   * @param rows all columns that come in
   * @param most how many rows are the first ones
   * @param columns how many of the columns are given
   * @param ranked whether the place stands behind them
   * @param windowEnd the column with the end of a row's window, where these are first rows of
   *     windows; -1 where they are of all rows so far
   */
  public TopRows(
      RowType rows, RowRanking ranking, int most, int columns, boolean ranked, int windowEnd) {
    this.serializer = new RowSerializer(rows);
    this.ranking = ranking;
    this.most = most;
    this.columns = columns;
    this.ranked = ranked;
    this.windowEnd = windowEnd;
  }

  RowSerializer serializer() {
    return serializer;
  }

  int most() {
    return most;
  }

  boolean isRanked() {
    return ranked;
  }

  boolean isOfWindows() {
    return windowEnd >= 0;
  }

  /** The end of a row's window. */
  long windowEnd(Object[] row) {
    return (Long) row[windowEnd];
  }

  /** Where a row goes: behind those that are before it or equal. */
  int place(List<Object[]> rows, Object[] row) {
    int from = 0;
    int to = rows.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ranking.compare(rows.get(middle), row) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /**
   * @param place counted from 0
   */
  Object[] row(Object[] row, int place) {
    Object[] given = Arrays.copyOf(row, columns + (ranked ? 1 : 0));
    if (ranked) {
      given[columns] = place + 1L;
    }
    return given;
  }

  /** The same that says what it does. */
  Object[] row(RowChange change, Object[] row, int place) {
    return change.of(row(row, place));
  }
}
