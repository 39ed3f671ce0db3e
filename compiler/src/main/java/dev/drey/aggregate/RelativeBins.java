// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers by their size: a bin has those from one power of a base to the next, so that one number
 * stands for each within 1 %. The base is squared when there are too many bins, as in the UDDSketch
 * of Epicoco et al. (2020): two neighbours become one. How often depends on the numbers alone, not
 * on their order: bins that are too many for some of them are too many for all.
 *
 * <p>A bin has a number, in the order of the values: that of zero is 0, those of negative numbers
 * are negative. Infinite numbers and NaN have their own.
 */
final class RelativeBins {
  /** A number at most differs by this share from the one that stands for its bin. */
  private static final double ERROR = 0.01;

  /** Of the base; by Java's own arithmetic, which is the same on every machine. */
  private static final double LOG_BASE = StrictMath.log((1 + ERROR) / (1 - ERROR));

  /** Those of 36 powers of ten, some 200 KiB. */
  static final int MOST = 4096;

  /** In the middle of the bins of positive numbers; no exponent is so great. */
  private static final int MIDDLE = 1 << 20;

  private static final int INFINITE = Integer.MAX_VALUE - 1;
  private static final int NOT_A_NUMBER = Integer.MAX_VALUE;

  private RelativeBins() {}

  /**
   * The bin of a number.
   *
   * @param level how often the base has been squared
   */
  static int of(double number, int level) {
    if (Double.isNaN(number)) {
      return NOT_A_NUMBER;
    }
    if (number == 0) {
      return 0;
    }
    double size = Math.abs(number);
    int bin =
        Double.isInfinite(size)
            ? INFINITE
            : coarser(MIDDLE + (int) StrictMath.ceil(StrictMath.log(size) / LOG_BASE), level);
    return number < 0 ? -bin : bin;
  }

  /** The bin that has the numbers of a bin when the base has been squared some more times. */
  static int coarser(int bin, int times) {
    int size = Math.abs(bin);
    if (times == 0 || size == 0 || size >= INFINITE) {
      return bin;
    }
    int exponent = -Math.floorDiv(MIDDLE - size, 1 << times);
    return bin < 0 ? -(MIDDLE + exponent) : MIDDLE + exponent;
  }

  /** Squares the base until the bins are not too many; gives how often it has been squared. */
  static int shrink(Map<Integer, Long> bins, int level) {
    int reached = level;
    while (bins.size() > MOST) {
      coarsen(bins, reached, reached + 1);
      reached++;
    }
    return reached;
  }

  /** Squares the base as often as to come from one level to another. */
  static void coarsen(Map<Integer, Long> bins, int from, int to) {
    if (from == to) {
      return;
    }
    Map<Integer, Long> old = new HashMap<>(bins);
    bins.clear();
    old.forEach((bin, count) -> bins.merge(coarser(bin, to - from), count, Long::sum));
  }

  /**
   * What stands for the bin that has the value of a rank.
   *
   * @param rank from 1 for the least value
   */
  static double valueAt(Map<Integer, Long> bins, int level, long rank) {
    long before = 0;
    for (Map.Entry<Integer, Long> bin : new TreeMap<>(bins).entrySet()) {
      before += bin.getValue();
      if (before >= rank) {
        return value(bin.getKey(), level);
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + before);
  }

  /** Between the ends of the bin, so that it is as far from one as from the other in proportion. */
  private static double value(int bin, int level) {
    if (bin == 0) {
      return 0;
    }
    if (bin == NOT_A_NUMBER) {
      return Double.NaN;
    }
    int size = Math.abs(bin);
    double log = LOG_BASE * (1 << level);
    double number =
        size == INFINITE
            ? Double.POSITIVE_INFINITY
            : StrictMath.exp(
                (size - MIDDLE) * log + StrictMath.log(2) - StrictMath.log1p(StrictMath.exp(log)));
    return bin < 0 ? -number : number;
  }
}
