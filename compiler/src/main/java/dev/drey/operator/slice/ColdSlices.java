// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.util.Arrays;

/**
 * The starts of slices that state has and memory has not, in few numbers: of each row of them that
 * are equally far apart the first, the distance and how many they are. A key with something in each
 * slice has one such row, however many slices a window has.
 */
final class ColdSlices {
  private static final int FIRST = 0;
  private static final int DISTANCE = 1;
  private static final int COUNT = 2;
  private static final int NUMBERS = 3;

  private long[] rows;
  private int from;
  private int to;
  private int count;

  ColdSlices() {
    this(new long[0], 0);
  }

  /**
   * @param numbers by {@link #pack}
   * @param room how many numbers stand before them that are others
   */
  ColdSlices(long[] numbers, int room) {
    rows = numbers;
    from = room;
    to = numbers.length;
    for (int i = from; i < to; i += NUMBERS) {
      count = Math.addExact(count, Math.toIntExact(numbers[i + COUNT]));
    }
  }

  int count() {
    return count;
  }

  /** How many bytes of memory they take, about. */
  long bytes() {
    return (long) Long.BYTES * rows.length;
  }

  /** The start of the slice at a position, of which the first is 0. */
  long start(int position) {
    long left = position;
    for (int i = from; i < to; i += NUMBERS) {
      if (left < rows[i + COUNT]) {
        return rows[i + FIRST] + left * rows[i + DISTANCE];
      }
      left -= rows[i + COUNT];
    }
    throw new IndexOutOfBoundsException(position);
  }

  /** The position of the first slice that does not begin before a time; behind all where none. */
  int positionFrom(long start) {
    int position = 0;
    for (int i = from; i < to; i += NUMBERS) {
      long first = rows[i + FIRST];
      long slices = rows[i + COUNT];
      if (start <= first) {
        return position;
      }
      if (start <= first + (slices - 1) * rows[i + DISTANCE]) {
        // Rounded up; a row of one slice is not come to.
        return position + (int) ((start - first - 1) / rows[i + DISTANCE] + 1);
      }
      position += (int) slices;
    }
    return position;
  }

  /** Puts one behind all others. */
  void add(long start) {
    int last = to - NUMBERS;
    if (last >= from && rows[last + COUNT] == 1) {
      rows[last + DISTANCE] = start - rows[last + FIRST];
      rows[last + COUNT] = 2;
    } else if (last >= from
        && start == rows[last + FIRST] + rows[last + COUNT] * rows[last + DISTANCE]) {
      rows[last + COUNT]++;
    } else {
      append(start);
    }
    count++;
  }

  private void append(long start) {
    if (to == rows.length) {
      int length = to - from;
      rows = Arrays.copyOfRange(rows, from, to + Math.max(NUMBERS, length));
      from = 0;
      to = length;
    }
    rows[to + FIRST] = start;
    rows[to + DISTANCE] = 0;
    rows[to + COUNT] = 1;
    to += NUMBERS;
  }

  void removeFirst() {
    rows[from + FIRST] += rows[from + DISTANCE];
    if (--rows[from + COUNT] == 0) {
      from += NUMBERS;
    }
    count--;
  }

  /** Takes out the last ones, from a position on, and gives their starts. */
  long[] takeFrom(int position) {
    long[] taken = new long[count - position];
    for (int i = taken.length - 1; i >= 0; i--) {
      int last = to - NUMBERS;
      long others = --rows[last + COUNT];
      taken[i] = rows[last + FIRST] + others * rows[last + DISTANCE];
      if (others == 0) {
        to = last;
      }
    }
    count = position;
    return taken;
  }

  /** The same slices and others behind them. */
  ColdSlices with(long[] starts) {
    ColdSlices more = new ColdSlices(Arrays.copyOfRange(rows, from, to), 0);
    for (long start : starts) {
      more.add(start);
    }
    return more;
  }

  /**
   * All of it in numbers.
   *
   * @param room how many are left free before them
   */
  long[] pack(int room) {
    long[] numbers = new long[room + to - from];
    System.arraycopy(rows, from, numbers, room, to - from);
    return numbers;
  }
}
