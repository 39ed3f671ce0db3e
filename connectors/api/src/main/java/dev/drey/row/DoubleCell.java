// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

/** A DOUBLE of an accumulator that is added to in its place, as a {@link LongCell} is. */
public final class DoubleCell extends Number {
  private static final long serialVersionUID = 1;

  private double value;

  private DoubleCell(double value) {
    this.value = value;
  }

  /** The number in a slot that has one. */
  public static double get(Object[] row, int at) {
    return ((Number) row[at]).doubleValue();
  }

  public static void set(Object[] row, int at, double value) {
    Object known = row[at];
    if (known instanceof DoubleCell) {
      ((DoubleCell) known).value = value;
    } else {
      row[at] = new DoubleCell(value);
    }
  }

  public static void add(Object[] row, int at, double addend) {
    Object known = row[at];
    if (known instanceof DoubleCell) {
      ((DoubleCell) known).value += addend;
    } else {
      row[at] = new DoubleCell(known == null ? addend : ((Number) known).doubleValue() + addend);
    }
  }

  @Override
  public double doubleValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return (float) value;
  }

  @Override
  public long longValue() {
    return (long) value;
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
