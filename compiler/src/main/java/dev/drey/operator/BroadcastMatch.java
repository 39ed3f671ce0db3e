// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.row.RowFunction;
import dev.drey.row.RowKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rows that all subtasks hold a row belongs to. All code reads the row's columns with
 * the held row behind them as one more.
 */
public final class BroadcastMatch implements Serializable {
  private static final long serialVersionUID = 1;

  private final int columns;
  private final KeyColumns keys;
  private final GeneratedCalc condition;
  private final RowFunction[] own;
  private final RowFunction[] held;

  /**
   * @param columns how many a row has without the held one
   * @param keys by which held rows replace each other
   * @param condition code with the condition as its one projection
   * @param own what the condition wants to be equal to {@code held}, of a row
   * @param held the same of a held row, as many
   */
  public BroadcastMatch(
      int columns,
      KeyColumns keys,
      GeneratedCalc condition,
      List<RowFunction> own,
      List<RowFunction> held) {
    this.columns = columns;
    this.keys = keys;
    this.condition = condition;
    this.own = own.toArray(new RowFunction[0]);
    this.held = held.toArray(new RowFunction[0]);
  }

  void open() {
    condition.open();
    Arrays.stream(own).forEach(RowFunction::open);
    Arrays.stream(held).forEach(RowFunction::open);
  }

  /** By what a held row replaces another. */
  RowKey key(Object[] heldRow) {
    return keys.getKey(heldRow);
  }

  /** Where a held row is found; null where no row can belong to it. */
  @Nullable RowKey place(Object[] heldRow) {
    return values(held, with(new Object[columns], heldRow));
  }

  /** Where a row finds what it belongs to; null for nowhere. */
  @Nullable RowKey asked(Object[] row) {
    return values(own, row); // What is its own stands before the held row.
  }

  private static @Nullable RowKey values(RowFunction[] functions, Object[] row) {
    Object[] values = new Object[functions.length];
    for (int i = 0; i < values.length; i++) {
      Object value = functions[i].apply(row);
      if (value == null) {
        return null; // NULL is equal to nothing.
      }
      values[i] = value;
    }
    return new RowKey(values);
  }

  /** A row with a held one behind it. */
  Object[] with(Object[] row, Object @Nullable [] heldRow) {
    Object[] both = Arrays.copyOf(row, columns + 1);
    both[columns] = heldRow;
    return both;
  }

  /** Whether the condition is TRUE. */
  boolean holds(Object[] both) {
    return Boolean.TRUE.equals(requireNonNull(condition.apply(both))[0]);
  }
}
