// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/**
 * Under which times things stand in an index of what is due: for those that are far ahead a coarser
 * one, from which they go to a finer one when that has come. So times that are milliseconds apart
 * do not make an entry each.
 */
final class Grains {
  /** How much coarser each grain is than the next: 64 times. */
  private static final int FINER = 6;

  /** The bits of the coarsest grain: 4.66 hours. */
  private static final int COARSEST = 24;

  private Grains() {}

  /**
   * The beginning of a grain that has a time; the time itself where all that are longer have begun.
   *
   * @param reached grains that begin up to here have come
   */
  static long start(long time, long reached) {
    int bits = COARSEST;
    while (bits > 0 && time >> bits << bits <= reached) {
      bits -= FINER;
    }
    return time >> bits << bits;
  }
}
