// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.GroupAggregator;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The merged slices of a window that moves on, each slice merged twice however many a window has.
 * Time is cut into blocks, each as long as a window or longer, so that a window lies in two of them
 * at most: what it has of the first is merged from the back on, so that any number of slices can
 * leave, and what it has of the second one after the other as they come. That is the algorithm of
 * van Herk (1992) and of Gil and Werman (1993) for filters of images, and a queue made of two
 * stacks that is turned at fixed times.
 *
 * <p>Nothing is subtracted, so a result has nothing of what has left, of floating-point numbers
 * neither. And the order is that of the slices and the blocks alone: floating-point results have
 * the same last digit wherever windows were evicted, restored or fired again.
 *
 * <p>It can be made of the slices at any time. State holds it only of keys that were forgotten and
 * have many slices: the first stack by {@link StoredSuffixes}, so that the next window reads one
 * entry of it and not all slices, the second one in the value of its key.
 */
final class RunningWindow {
  private final GroupAggregator aggregator;

  /** For each of the first slices, first to last, all of them from it on. */
  private final Deque<Suffix> front = new ArrayDeque<>();

  private Object @Nullable [] back;

  /** Whether what is merged of the second block is an object that state has, too. */
  private boolean backShared;

  /** Where the second block begins; before all where nothing is merged. */
  private long block = Long.MIN_VALUE;

  /** Where the slices end that are merged. */
  private long merged = Long.MIN_VALUE;

  /** From which slice on state has those of the first; none where it begins behind all. */
  private long storedFrom = Long.MAX_VALUE;

  private long suffixBytes;

  RunningWindow(GroupAggregator aggregator) {
    this.aggregator = aggregator;
  }

  private static final class Suffix {
    private final long start;
    private final Object[] accumulator;
    private final long bytes;

    Suffix(long start, Object[] accumulator, long bytes) {
      this.start = start;
      this.accumulator = accumulator;
      this.bytes = bytes;
    }
  }

  long bytes() {
    return suffixBytes;
  }

  /** A slice got another row. */
  void changed(long start) {
    if (start < merged) {
      forget();
    }
  }

  /** A slice is no more, so no window begins with it. */
  void left(long start) {
    while (!front.isEmpty() && front.getFirst().start <= start) {
      suffixBytes -= front.removeFirst().bytes;
    }
  }

  /** Forgets what state has, too. */
  void cool() {
    front.clear();
    suffixBytes = 0;
  }

  /** Forgets all of it. */
  void forget() {
    front.clear();
    back = null;
    backShared = false;
    block = Long.MIN_VALUE;
    merged = Long.MIN_VALUE;
    storedFrom = Long.MAX_VALUE;
    suffixBytes = 0;
  }

  /** Whether something is merged of the windows that end in a block. */
  boolean isOf(long blockStart) {
    return block == blockStart;
  }

  /** Whether anything is merged. */
  boolean isMerged() {
    return block > Long.MIN_VALUE;
  }

  /** Where the second block begins; before all where nothing is merged. */
  long block() {
    return block;
  }

  /** Where the slices end that are merged. */
  long merged() {
    return merged;
  }

  /** From which slice on, up to the second block, state has what is merged. */
  long storedFrom() {
    return storedFrom;
  }

  /** Whether state has any of it. */
  boolean isStored() {
    return storedFrom < Long.MAX_VALUE;
  }

  /** Whether state has what is merged of the first block from a slice on. */
  boolean isStored(long start) {
    return start >= storedFrom && start < block;
  }

  /** Whether a window that begins with a slice needs what only state has. */
  boolean lacks(long start) {
    return isStored(start) && (front.isEmpty() || front.getFirst().start != start);
  }

  /** Takes what state has of the first block from a slice on. */
  void read(long start, Object[] accumulator) {
    long bytes = aggregator.bytes(accumulator);
    suffixBytes += bytes;
    front.addFirst(new Suffix(start, accumulator, bytes));
  }

  /** What is merged of the second block, to be put into state; null where nothing is. */
  Object @Nullable [] shareBack() {
    backShared = true;
    return back;
  }

  /** Takes what state has, but what is merged of the first block. */
  void restore(long blockStart, long mergedUpTo, long storedFirst, Object @Nullable [] second) {
    block = blockStart;
    merged = mergedUpTo;
    storedFrom = storedFirst;
    back = second;
    backShared = true;
  }

  /** Puts what is merged of the first block into state, which has none of it. */
  void store(StoredSuffixes suffixes) throws Exception {
    for (Suffix suffix : front) {
      suffixes.put(suffix.start, suffix.accumulator);
    }
    // Where nothing is left of the first block the second is worth keeping.
    storedFrom = front.isEmpty() ? block : front.getFirst().start;
  }

  /**
   * The rows of a window, which is not before one that was asked for already, unless {@link
   * #changed} has been called since. Not to be written to.
   *
   * @param slices all of the key
   * @param from the position of the first of the window
   * @param to the position behind its last
   * @param end of the window
   * @param blockStart of the block that the window ends in, which does not begin before the window
   */
  Object[] window(Accumulators slices, int from, int to, long end, long blockStart) {
    if (block != blockStart) {
      forget();
      block = blockStart;
      merged = blockStart;
      mergeFirstBlock(slices, from, slices.positionFrom(blockStart));
    }
    long start = slices.start(from);
    left(start - 1);
    if (backShared && back != null) {
      back = aggregator.restored(back, true);
    }
    backShared = false;
    for (int i = slices.positionFrom(merged); i < to; i++) {
      back = aggregator.merge(back == null ? aggregator.create() : back, slices.accumulator(i));
    }
    merged = end;
    Object @Nullable [] first = front.isEmpty() ? null : front.getFirst().accumulator;
    return both(aggregator, first, back);
  }

  private void mergeFirstBlock(Accumulators slices, int from, int to) {
    Object @Nullable [] behind = null;
    for (int i = to - 1; i >= from; i--) {
      behind = before(aggregator, slices.accumulator(i), behind);
      long bytes = aggregator.bytes(behind);
      suffixBytes += bytes;
      front.addFirst(new Suffix(slices.start(i), behind, bytes));
    }
  }

  /**
   * The same of slices that are merged for one window alone. Lists grow at their end, whatever the
   * block.
   *
   * @param blockStart as of {@link #window}
   */
  static Object[] once(
      GroupAggregator aggregator, Accumulators slices, int from, int to, long blockStart) {
    if (from + 1 == to) {
      return slices.accumulator(from);
    }
    int second = aggregator.isFixedSize() ? slices.positionFrom(blockStart) : from;
    Object @Nullable [] first = null;
    for (int i = second - 1; i >= from; i--) {
      first = before(aggregator, slices.accumulator(i), first);
    }
    Object @Nullable [] others = null;
    for (int i = second; i < to; i++) {
      others =
          aggregator.merge(others == null ? aggregator.create() : others, slices.accumulator(i));
    }
    return both(aggregator, first, others);
  }

  private static Object[] before(
      GroupAggregator aggregator, Object[] slice, Object @Nullable [] behind) {
    Object[] merged = aggregator.merge(aggregator.create(), slice);
    return behind == null ? merged : aggregator.merge(merged, behind);
  }

  private static Object[] both(
      GroupAggregator aggregator, Object @Nullable [] first, Object @Nullable [] others) {
    if (first == null) {
      return requireNonNull(others, "a window has slices");
    }
    return others == null
        ? first
        : aggregator.merge(aggregator.merge(aggregator.create(), first), others);
  }
}
