// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.util.Arrays;

/**
 * What a row of a stream that changes says. It stands behind the row's columns, in a slot of its
 * own. Rows of a stream that only grows have no such slot: they are their columns.
 *
 * <p>Where the last row of a key holds, a delete has at least the columns of the key; the others
 * may be NULL, whatever their type. Where rows are taken back one by one, a delete is the row that
 * it takes back.
 */
public enum RowChange {
  /** The row holds from now on; of a stream with keys in the place of that with its key. */
  PUT,
  /** It, or that with its key, does not hold any more. */
  DELETE;

  /** The columns with this behind them. */
  public Object[] of(Object[] columns) {
    Object[] row = Arrays.copyOf(columns, columns.length + 1);
    row[columns.length] = this;
    return row;
  }

  /** What a row of a stream that changes says. */
  public static RowChange in(Object[] row) {
    return (RowChange) row[row.length - 1];
  }

  /** Whether a row of any stream is one of a stream that changes, and a delete. */
  public static boolean isDelete(Object[] row) {
    return row.length > 0 && row[row.length - 1] == DELETE;
  }

  /** The columns of a row of a stream that changes. */
  public static Object[] columns(Object[] row) {
    return Arrays.copyOf(row, row.length - 1);
  }
}
