// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * The slices of one key by their starts, and what is known of the key. The first has position 0:
 * before those of which something is in memory there can be some that are in state alone.
 */
final class KeySlices implements Accumulators, KeyCache.Entry {
  /** No time at which the key is looked at. */
  static final long NONE = Long.MAX_VALUE;

  /**
   * Bytes of an entry without slices: itself, its two parts and their arrays, its place in the
   * cache.
   */
  private static final int BYTES = 350;

  private final RowKey key;
  private final long keyBytes;
  private final WarmSlices warm = new WarmSlices();
  private ColdSlices cold = new ColdSlices();
  private boolean complete;
  private long next = NONE;

  /** Whether anything is other than in state. */
  private boolean changed;

  /** Whether something else than the rows of its slices is: which they are, or a time. */
  private boolean keyDirty;

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
    return BYTES + keyBytes + warm.bytes() + cold.bytes() + (running == null ? 0 : running.bytes());
  }

  /** How many there are. */
  int count() {
    return cold.count() + warm.count();
  }

  boolean isEmpty() {
    return count() == 0;
  }

  /** The position of the first slice that does not begin before a time. */
  @Override
  public int positionFrom(long start) {
    int index = warm.indexFrom(start);
    return index == 0 && cold.count() > 0 ? cold.positionFrom(start) : cold.count() + index;
  }

  /** The position of a slice; -1 where it is not known. */
  int position(long start) {
    int position = positionFrom(start);
    return position < count() && start(position) == start ? position : -1;
  }

  @Override
  public long start(int position) {
    int index = position - cold.count();
    return index < 0 ? cold.start(position) : warm.start(index);
  }

  @Override
  public Object[] accumulator(int position) {
    Object[] accumulator = warm.accumulator(position - cold.count());
    if (accumulator == null) {
      throw new IllegalStateException("the slice at " + position + " is in state alone");
    }
    return accumulator;
  }

  /** Whether the rows of a slice are in memory, and not in state alone. */
  boolean isLoaded(int position) {
    int index = position - cold.count();
    return index >= 0 && warm.accumulator(index) != null;
  }

  /** Takes the rows of a slice that state has. */
  void load(int position, Object[] accumulator, long size) {
    warm.load(position - cold.count(), accumulator, size);
  }

  long bytes(int position) {
    return warm.bytes(position - cold.count());
  }

  /** Says which slices state has, each in an entry of its own; of a key of which none is known. */
  void stored(ColdSlices all) {
    cold = all;
  }

  /** All slices, as they are known when each is in state. */
  ColdSlices all() {
    return cold.with(warm.starts());
  }

  /** Has the slices from a position on stand where their rows can be read to. */
  void warm(int position) {
    if (position < cold.count()) {
      warm.putBefore(cold.takeFrom(position));
    }
  }

  /** Forgets the rows of the slices before a position, all of which state has as they are. */
  void cool(int position) {
    while (cold.count() < position) {
      cold.add(warm.start(0));
      warm.remove(0);
    }
    warm.fit();
  }

  /** The position of the first slice that may be other than in state. */
  int firstWarm() {
    return cold.count();
  }

  /**
   * @param isStored whether state has it as it is
   */
  int insert(long start, Object[] accumulator, long size, boolean isStored) {
    warm(positionFrom(start));
    if (!isStored) {
      keyChanged();
    }
    return cold.count() + warm.insert(start, accumulator, size, !isStored, isStored);
  }

  /** Puts a slice in that state has with the key. */
  void insertFromKey(long start, Object[] accumulator, long size) {
    warm.insert(start, accumulator, size, false, false);
  }

  /** Says that the slice has other rows than state knows of. */
  void changed(int position, Object[] accumulator, long size) {
    warm.changed(position - cold.count(), accumulator, size);
    changed = true;
  }

  /** Takes any slice out. */
  void remove(int position) {
    keyChanged();
    if (position == 0 && cold.count() > 0) {
      cold.removeFirst();
    } else {
      warm(position);
      warm.remove(position - cold.count());
    }
  }

  boolean isDirty(int position) {
    int index = position - cold.count();
    return index >= 0 && warm.isDirty(index);
  }

  /** Whether state has the slice in an entry of its own, as it is or as it was. */
  boolean isStored(int position) {
    int index = position - cold.count();
    return index < 0 || warm.isStored(index);
  }

  void written(int position) {
    warm.written(position - cold.count());
  }

  /** Whether it is known which slices state has. */
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
    keyChanged();
  }

  /** Says that what state has of the key is to be written anew. */
  void keyChanged() {
    keyDirty = true;
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
    return keyDirty || withKey;
  }

  /** Whether no slice has an entry of its own in state, and they are no more, in no more memory. */
  boolean areAllWithKey(int count, long size) {
    if (cold.count() > 0 || warm.count() > count || warm.rowBytes() > size) {
      return false;
    }
    for (int i = 0; i < warm.count(); i++) {
      if (warm.isStored(i)) {
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
    keyDirty = false;
    keyStored = true;
    withKey = withSlices;
    if (withSlices) {
      warm.clean();
      changed = false;
    }
  }

  /** Says that state has all that was changed. */
  void allWritten() {
    changed = false;
  }

  /** What has been merged for windows that overlap; null where nothing has. */
  @Nullable RunningWindow running() {
    return running;
  }

  /** The same, to be added to. */
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
