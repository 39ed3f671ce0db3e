// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of both sides of a join stand in one: whether it is a left row, the columns by which
 * both go, those of left rows alone, those of right rows alone, and those of a window by which both
 * go as well; and which of them are given.
 */
public final class JoinRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final int keys;
  private final int left;
  private final int right;
  private final RowSerializer leftRows;
  private final RowSerializer rightRows;
  private final int[] given;

  /**
   * @param rows all columns
   * @param keys how many columns both sides go by
   * @param left how many columns left rows have alone
   * @param right how many columns right rows have alone
   * @param given the columns of a result, by their positions among all
   */
  public JoinRows(RowType rows, int keys, int left, int right, List<Integer> given) {
    this.keys = keys;
    this.left = left;
    this.right = right;
    this.leftRows = new RowSerializer(part(rows, 1 + keys, 1 + keys + left));
    this.rightRows = new RowSerializer(part(rows, 1 + keys + left, 1 + keys + left + right));
    this.given = given.stream().mapToInt(Integer::intValue).toArray();
  }

  private static RowType part(RowType rows, int from, int to) {
    return rows.project(IntStream.range(from, to).boxed().collect(Collectors.toList()));
  }

  /** Of the columns that rows of a side have alone. */
  RowSerializer serializer(boolean ofLeft) {
    return ofLeft ? leftRows : rightRows;
  }

  boolean isLeft(Object[] row) {
    return (Boolean) row[0];
  }

  /** Whether a row can have a match: NULL is equal to nothing. */
  boolean isMatchable(RowKey key) {
    for (int i = 0; i < keys; i++) {
      if (key.value(i) == null) {
        return false;
      }
    }
    return true;
  }

  /** The columns that a row of a side has alone. */
  Object[] own(Object[] row, boolean ofLeft) {
    int middle = 1 + keys + left;
    return ofLeft
        ? Arrays.copyOfRange(row, 1 + keys, middle)
        : Arrays.copyOfRange(row, middle, middle + right);
  }

  /**
   * A result.
   *
   * @param leftRow as {@link #own} gives it; null where there is none
   * @param rightRow as {@link #own} gives it; null where there is none
   */
  Object[] result(RowKey key, Object @Nullable [] leftRow, Object @Nullable [] rightRow) {
    Object[] result = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      int column = given[i] - 1;
      if (column < keys) {
        result[i] = key.value(column);
      } else if (column < keys + left) {
        result[i] = leftRow == null ? null : leftRow[column - keys];
      } else if (column < keys + left + right) {
        result[i] = rightRow == null ? null : rightRow[column - keys - left];
      } else {
        result[i] = key.value(column - left - right);
      }
    }
    return result;
  }
}
