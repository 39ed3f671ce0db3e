// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The slices of one key that are in memory, by their starts, and what is known of the others. */
final class KeySlices implements Accumulators, KeyCache.Entry {
  /** No time at which the key is looked at. */
  static final long NONE = Long.MAX_VALUE;

  /** Bytes of an entry without slices: itself, its arrays, its place in the cache. */
  private static final int BYTES = 250;

  private static final int FIRST_SLOTS = 2;

  /** Bytes of a place in the arrays, whether a slice is there or not. */
  private static final int SLOT_BYTES = 22;

  private final RowKey key;
  private final long keyBytes;
  private long[] starts = new long[FIRST_SLOTS];
  private @Nullable Object[][] accumulators = new @Nullable Object[FIRST_SLOTS][];
  private long[] bytes = new long[FIRST_SLOTS];
  private boolean[] dirty = new boolean[FIRST_SLOTS];
  private boolean[] stored = new boolean[FIRST_SLOTS];
  private int from;
  private int to;
  private long slicesBytes;
  private boolean complete;
  private long next = NONE;
  private boolean nextDirty;

  /** Whether anything is other than in state. */
  private boolean changed;

  private boolean keyStored;

  /** Whether the value of the key in state has the slices. */
  private boolean withKey;

  private @Nullable RunningWindow running;

  KeySlices(RowKey key, long keyBytes) {
    this.key = key;
    this.keyBytes = keyBytes;
  }

  @Override
  public RowKey key() {
    return key;
  }

  @Override
  public long bytes() {
    return BYTES
        + keyBytes
        + slicesBytes
        + (long) SLOT_BYTES * starts.length
        + (running == null ? 0 : running.bytes());
  }

  /** The positions of the slices: from this one. */
  int from() {
    return from;
  }

  /** To this one, which is none any more. */
  int to() {
    return to;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** The position of the first slice that does not begin before a time. */
  @Override
  public int positionFrom(long start) {
    // Mostly the last one is asked for.
    int position = to;
    if (to - from > 8) {
      int found = Arrays.binarySearch(starts, from, to, start);
      return found < 0 ? -found - 1 : found;
    }
    while (position > from && starts[position - 1] >= start) {
      position--;
    }
    return position;
  }

  /** The position of a slice in memory; -1 where it is not. */
  int position(long start) {
    int position = positionFrom(start);
    return position < to && starts[position] == start ? position : -1;
  }

  @Override
  public long start(int position) {
    return starts[position];
  }

  @Override
  public Object[] accumulator(int position) {
    Object[] accumulator = accumulators[position];
    if (accumulator == null) {
      throw new IllegalStateException("no slice at " + position);
    }
    return accumulator;
  }

  long bytes(int position) {
    return bytes[position];
  }

  /**
   * @param isStored whether state has it as it is
   */
  int insert(long start, Object[] accumulator, long size, boolean isStored) {
    int position = insert(start, accumulator, size);
    dirty[position] = !isStored;
    stored[position] = isStored;
    changed |= !isStored;
    return position;
  }

  /** Puts a slice in that state has with the key. */
  void insertFromKey(long start, Object[] accumulator, long size) {
    int position = insert(start, accumulator, size);
    dirty[position] = false;
    stored[position] = false;
  }

  private int insert(long start, Object[] accumulator, long size) {
    if (to == starts.length) {
      makeRoom();
    }
    int position = positionFrom(start);
    int behind = to - position;
    System.arraycopy(starts, position, starts, position + 1, behind);
    System.arraycopy(accumulators, position, accumulators, position + 1, behind);
    System.arraycopy(bytes, position, bytes, position + 1, behind);
    System.arraycopy(dirty, position, dirty, position + 1, behind);
    System.arraycopy(stored, position, stored, position + 1, behind);
    to++;
    starts[position] = start;
    accumulators[position] = accumulator;
    bytes[position] = size;
    slicesBytes += size;
    return position;
  }

  private void makeRoom() {
    int count = to - from;
    int slots = count > starts.length / 2 ? starts.length * 2 : starts.length;
    starts = Arrays.copyOf(Arrays.copyOfRange(starts, from, to), slots);
    accumulators = Arrays.copyOf(Arrays.copyOfRange(accumulators, from, to), slots);
    bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), slots);
    dirty = Arrays.copyOf(Arrays.copyOfRange(dirty, from, to), slots);
    stored = Arrays.copyOf(Arrays.copyOfRange(stored, from, to), slots);
    from = 0;
    to = count;
  }

  /** Says that the slice has other rows than state knows of. */
  void changed(int position, Object[] accumulator, long size) {
    accumulators[position] = accumulator;
    slicesBytes += size - bytes[position];
    bytes[position] = size;
    dirty[position] = true;
    changed = true;
  }

  private void removeFirst() {
    accumulators[from] = null;
    slicesBytes -= bytes[from];
    from++;
  }

  /** Takes any slice out. */
  void remove(int position) {
    changed = true;
    if (position == from) {
      removeFirst();
      return;
    }
    slicesBytes -= bytes[position];
    int behind = to - position - 1;
    System.arraycopy(starts, position + 1, starts, position, behind);
    System.arraycopy(accumulators, position + 1, accumulators, position, behind);
    System.arraycopy(bytes, position + 1, bytes, position, behind);
    System.arraycopy(dirty, position + 1, dirty, position, behind);
    System.arraycopy(stored, position + 1, stored, position, behind);
    to--;
    accumulators[to] = null;
  }

  boolean isDirty(int position) {
    return dirty[position];
  }

  /** Whether state has the slice in an entry of its own, as it is or as it was. */
  boolean isStored(int position) {
    return stored[position];
  }

  void written(int position) {
    dirty[position] = false;
    stored[position] = true;
  }

  /** Whether state has no slices of the key but those in memory. */
  boolean isComplete() {
    return complete;
  }

  void complete() {
    complete = true;
  }

  /** When the key is looked at; {@link #NONE} where it has no slices. */
  long next() {
    return next;
  }

  void next(long time) {
    next = time;
    nextDirty = true;
    changed = true;
  }

  /**
   * Says what state has of the key.
   *
   * @param time at which it is looked at
   * @param withSlices whether the slices are with it
   */
  void loaded(long time, boolean withSlices) {
    next = time;
    keyStored = true;
    withKey = withSlices;
  }

  /** Whether anything is other than in state. */
  boolean isChanged() {
    return changed;
  }

  /** Whether state has the key, as it is or as it was. */
  boolean isKeyStored() {
    return keyStored;
  }

  /** Whether the key has to be written where its slices are not in its value. */
  boolean isKeyDirty() {
    return nextDirty || withKey;
  }

  /** Whether no slice has an entry of its own in state, and they are no more, in no more memory. */
  boolean areAllWithKey(int count, long size) {
    if (to - from > count || slicesBytes > size) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (stored[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Says that state has what is to be known of the key.
   *
   * @param withSlices whether the slices are with it
   */
  void keyWritten(boolean withSlices) {
    nextDirty = false;
    keyStored = true;
    withKey = withSlices;
    if (withSlices) {
      Arrays.fill(dirty, from, to, false);
      changed = false;
    }
  }

  /** Says that state has all that was changed. */
  void allWritten() {
    changed = false;
  }

  /** What has been merged for windows that overlap. */
  RunningWindow running(GroupAggregator aggregator) {
    RunningWindow known = running;
    if (known == null) {
      known = new RunningWindow(aggregator);
      running = known;
    }
    return known;
  }

  /** A slice that windows have been merged of got another row. */
  void changedBefore(long start) {
    if (running != null) {
      running.changed(start);
    }
  }
}
