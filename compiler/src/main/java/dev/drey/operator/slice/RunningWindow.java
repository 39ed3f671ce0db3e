// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The merged slices of a window that moves on, each slice merged twice however many a window has:
 * the first ones of a window from the back on, so that any number of them can leave, and the others
 * one after the other as they come. That is a queue made of two stacks, as in Tangwongsan, Hirzel
 * and Schneider, "Low-Latency Sliding-Window Aggregation in Worst-Case Constant Time" (DEBS 2017).
 * Nothing is subtracted, so a result has nothing of what has left, of floating-point numbers
 * neither.
 *
 * <p>It can be made of the slices at any time; state does not hold it.
 */
final class RunningWindow {
  private final GroupAggregator aggregator;

  /** For each of the first slices, first to last, all of them from it on. */
  private final Deque<Suffix> front = new ArrayDeque<>();

  private Object @Nullable [] back;

  /** Where the slices end that are merged; before all where none is. */
  private long merged = Long.MIN_VALUE;

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

  private void forget() {
    front.clear();
    back = null;
    merged = Long.MIN_VALUE;
    suffixBytes = 0;
  }

  /**
   * The rows of a window, which is not before one that was asked for already, unless {@link
   * #changed} has been called since. Not to be written to.
   *
   * @param slices all of the key
   * @param from the position of the first of the window
   * @param to the position behind its last
   * @param end of the window
   */
  Object[] window(Accumulators slices, int from, int to, long end) {
    long start = slices.start(from);
    while (!front.isEmpty() && front.peekFirst().start < start) {
      suffixBytes -= front.removeFirst().bytes;
    }
    if (front.isEmpty()) {
      turn(slices, from, to);
    } else {
      for (int i = slices.positionFrom(merged); i < to; i++) {
        back = aggregator.merge(back == null ? aggregator.create() : back, slices.accumulator(i));
      }
    }
    merged = end;
    Object[] first = front.getFirst().accumulator;
    Object @Nullable [] others = back;
    return others == null
        ? first
        : aggregator.merge(aggregator.merge(aggregator.create(), first), others);
  }

  private void turn(Accumulators slices, int from, int to) {
    back = null;
    suffixBytes = 0;
    Object @Nullable [] behind = null;
    for (int i = to - 1; i >= from; i--) {
      Object[] suffix = aggregator.merge(aggregator.create(), slices.accumulator(i));
      behind = behind == null ? suffix : aggregator.merge(suffix, behind);
      long bytes = aggregator.bytes(behind);
      suffixBytes += bytes;
      front.addFirst(new Suffix(slices.start(i), behind, bytes));
    }
  }
}
