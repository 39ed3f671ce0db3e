// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of one key, all of them, from the first to the last; they do not overlap. */
final class KeyParts implements Accumulators, KeyCache.Entry {
  /** Bytes of an entry without parts: itself, its list, its place in the cache. */
  private static final long BYTES = 180;

  private final RowKey key;
  private final long keyBytes;
  private final List<Part> parts = new ArrayList<>(1);
  private long next;
  private long partsBytes;
  private boolean dirty;
  private boolean stored;
  private @Nullable RunningWindow running;

  /**
   * @param next see {@link #next}
   */
  KeyParts(RowKey key, long keyBytes, long next, boolean stored) {
    this.key = key;
    this.keyBytes = keyBytes;
    this.next = next;
    this.stored = stored;
  }

  @Override
  public RowKey key() {
    return key;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  public int positionFrom(long start) {
    int from = 0;
    int to = parts.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (parts.get(middle).from() < start) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  public long start(int position) {
    return parts.get(position).from();
  }

  @Override
  public Object[] accumulator(int position) {
    return parts.get(position).accumulator();
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

  /** A number that goes with them: when the key is looked at, or how many rows it has had. */
  long next() {
    return next;
  }

  void next(long number) {
    next = number;
    dirty = true;
  }

  @Override
  public long bytes() {
    return BYTES + keyBytes + partsBytes + (running == null ? 0 : running.bytes());
  }

  /** A part takes that much memory now. */
  void sized(Part part, long bytes) {
    partsBytes += bytes - part.bytes();
    part.bytes(bytes);
  }

  /** Takes parts out: from a position, to another one that stays. */
  void remove(int from, int to) {
    List<Part> removed = parts.subList(from, to);
    for (Part part : removed) {
      partsBytes -= part.bytes();
    }
    removed.clear();
    dirty = true;
  }

  void changed() {
    dirty = true;
  }

  boolean isDirty() {
    return dirty;
  }

  /** Whether state has something of the key. */
  boolean isStored() {
    return stored;
  }

  void written() {
    dirty = false;
    stored = true;
  }
}
