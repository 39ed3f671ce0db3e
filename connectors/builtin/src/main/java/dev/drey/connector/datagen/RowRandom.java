// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

/**
 * Random numbers for one value of one row. It starts anew from seed, row and column for every
 * value, so that a row does not depend on which rows came before it, nor a column on which others
 * are read. The generator is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, 2014).
 */
final class RowRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  void start(long seed, long row, long column) {
    state = mixed(mixed(seed + GOLDEN_GAMMA * row) ^ column);
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mixed(state);
  }

  /** From 0 up to but without the bound. */
  long below(long bound) {
    return Math.floorMod(nextLong() >>> 1, bound);
  }

  /** From the least to the greatest, both included. */
  long between(long least, long greatest) {
    long count = greatest - least + 1;
    return count <= 0 ? nextLong() : least + below(count);
  }

  /** From 0 up to but without 1. */
  double share() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }
}
