// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.aggregate.ValueOrder;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which of two rows comes first, by some columns. */
public final class RowRanking implements Comparator<Object[]>, Serializable {
  private static final long serialVersionUID = 1;

  private final List<Part> parts;

  private RowRanking(List<Part> parts) {
    this.parts = parts;
  }

  /** By no column: all rows are equal. */
  public static RowRanking none() {
    return new RowRanking(new ArrayList<>());
  }

  /** What is equal so far goes by a column of a type that {@link ValueOrder#isOf has an order}. */
  public RowRanking then(RowType rows, int column, boolean descending, boolean nullsFirst) {
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part(column, ValueOrder.of(rows.field(column).type()), descending, nullsFirst));
    return new RowRanking(more);
  }

  @Override
  public int compare(Object[] left, Object[] right) {
    for (Part part : parts) {
      int order = part.compare(left, right);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static final class Part implements Serializable {
    private static final long serialVersionUID = 1;

    private final int column;
    private final ValueOrder order;
    private final boolean descending;
    private final boolean nullsFirst;

    Part(int column, ValueOrder order, boolean descending, boolean nullsFirst) {
      this.column = column;
      this.order = order;
      this.descending = descending;
      this.nullsFirst = nullsFirst;
    }

    int compare(Object[] left, Object[] right) {
      Object a = left[column];
      Object b = right[column];
      if (a == null || b == null) {
        int nulls = Boolean.compare(a != null, b != null);
        return nullsFirst ? nulls : -nulls;
      }
      return descending ? order.compare(b, a) : order.compare(a, b);
    }
  }
}
