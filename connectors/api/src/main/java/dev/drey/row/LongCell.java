// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

/**
 * A BIGINT of an accumulator that is counted up in its place, and belongs to the accumulator alone:
 * a {@code Long} is another object for each row, far from the accumulator in memory. It is written
 * as a {@code Long} is, and a copy has a {@code Long}.
 */
public final class LongCell extends Number {
  private static final long serialVersionUID = 1;

  private long value;

  private LongCell(long value) {
    this.value = value;
  }

  /** The number in a slot; that of none is 0. */
  public static long get(Object[] row, int at) {
    Object value = row[at];
    return value == null ? 0 : ((Number) value).longValue();
  }

  public static void set(Object[] row, int at, long value) {
    Object known = row[at];
    if (known instanceof LongCell) {
      ((LongCell) known).value = value;
    } else {
      row[at] = new LongCell(value);
    }
  }

  public static void add(Object[] row, int at, long addend) {
    Object known = row[at];
    if (known instanceof LongCell) {
      ((LongCell) known).value += addend;
    } else {
      row[at] = new LongCell(known == null ? addend : ((Number) known).longValue() + addend);
    }
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
