// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Slices of one key by their starts, with their rows where these are in memory, and what state has
 * of each. The first has index 0.
 */
final class WarmSlices {
  private static final int FIRST_SLOTS = 2;

  /** Bytes of a place in the arrays, whether a slice is there or not. */
  private static final int SLOT_BYTES = 22;

  private long[] starts = new long[FIRST_SLOTS];
  private @Nullable Object[][] accumulators = new @Nullable Object[FIRST_SLOTS][];
  private long[] bytes = new long[FIRST_SLOTS];
  private boolean[] dirty = new boolean[FIRST_SLOTS];
  private boolean[] stored = new boolean[FIRST_SLOTS];

  /** Where in the arrays the first is. */
  private int from;

  /** Where in the arrays there is none any more. */
  private int to;

  private long rowBytes;

  int count() {
    return to - from;
  }

  /** How many bytes the rows take. */
  long rowBytes() {
    return rowBytes;
  }

  /** How many bytes of memory all of it takes, about. */
  long bytes() {
    return rowBytes + (long) SLOT_BYTES * starts.length;
  }

  private int place(int index) {
    if (index < 0) {
      throw new IndexOutOfBoundsException(index);
    }
    return from + index;
  }

  /** The index of the first slice that does not begin before a time. */
  int indexFrom(long start) {
    // Mostly the last one is asked for.
    int place = to;
    if (to - from > 8) {
      int found = Arrays.binarySearch(starts, from, to, start);
      place = found < 0 ? -found - 1 : found;
    } else {
      while (place > from && starts[place - 1] >= start) {
        place--;
      }
    }
    return place - from;
  }

  long start(int index) {
    return starts[place(index)];
  }

  long[] starts() {
    return Arrays.copyOfRange(starts, from, to);
  }

  /** The rows of a slice; null where they are in state alone. */
  @Nullable Object[] accumulator(int index) {
    return accumulators[place(index)];
  }

  long bytes(int index) {
    return bytes[place(index)];
  }

  boolean isDirty(int index) {
    return dirty[place(index)];
  }

  boolean isStored(int index) {
    return stored[place(index)];
  }

  /** Takes the rows of a slice that state has. */
  void load(int index, Object[] accumulator, long size) {
    int place = place(index);
    accumulators[place] = accumulator;
    rowBytes += size - bytes[place];
    bytes[place] = size;
  }

  /** Says that a slice has other rows than state knows of. */
  void changed(int index, Object[] accumulator, long size) {
    load(index, accumulator, size);
    dirty[place(index)] = true;
  }

  void written(int index) {
    dirty[place(index)] = false;
    stored[place(index)] = true;
  }

  /** Says that state has all of them as they are, if not in entries of their own. */
  void clean() {
    Arrays.fill(dirty, from, to, false);
  }

  /**
   * @param isDirty whether it is other than in state
   * @param isStored whether state has an entry of it
   * @return its index
   */
  int insert(long start, Object[] accumulator, long size, boolean isDirty, boolean isStored) {
    if (to == starts.length) {
      fit(count() > starts.length / 2 ? starts.length * 2 : starts.length, 0);
    }
    int index = indexFrom(start);
    int place = from + index;
    move(place, place + 1, to - place);
    to++;
    starts[place] = start;
    accumulators[place] = accumulator;
    bytes[place] = size;
    rowBytes += size;
    dirty[place] = isDirty;
    stored[place] = isStored;
    return index;
  }

  /** Puts slices before all others whose rows are in state alone, in entries of their own. */
  void putBefore(long[] first) {
    fit(first.length + Math.max(count(), FIRST_SLOTS), first.length);
    from = 0;
    System.arraycopy(first, 0, starts, 0, first.length);
    Arrays.fill(stored, 0, first.length, true);
  }

  void remove(int index) {
    int place = place(index);
    rowBytes -= bytes[place];
    if (place == from) {
      accumulators[from] = null;
      from++;
      return;
    }
    move(place + 1, place, to - place - 1);
    to--;
    accumulators[to] = null;
  }

  /** Takes no more memory than is needed. */
  void fit() {
    fit(Math.max(count(), FIRST_SLOTS), 0);
  }

  private void move(int source, int target, int length) {
    System.arraycopy(starts, source, starts, target, length);
    System.arraycopy(accumulators, source, accumulators, target, length);
    System.arraycopy(bytes, source, bytes, target, length);
    System.arraycopy(dirty, source, dirty, target, length);
    System.arraycopy(stored, source, stored, target, length);
  }

  /** Gives the arrays so many places, of which some are left free before what is there. */
  private void fit(int slots, int free) {
    int count = count();
    long[] oldStarts = starts;
    @Nullable Object[][] oldAccumulators = accumulators;
    long[] oldBytes = bytes;
    boolean[] oldDirty = dirty;
    boolean[] oldStored = stored;
    starts = new long[slots];
    accumulators = new @Nullable Object[slots][];
    bytes = new long[slots];
    dirty = new boolean[slots];
    stored = new boolean[slots];
    System.arraycopy(oldStarts, from, starts, free, count);
    System.arraycopy(oldAccumulators, from, accumulators, free, count);
    System.arraycopy(oldBytes, from, bytes, free, count);
    System.arraycopy(oldDirty, from, dirty, free, count);
    System.arraycopy(oldStored, from, stored, free, count);
    from = free;
    to = free + count;
  }
}
