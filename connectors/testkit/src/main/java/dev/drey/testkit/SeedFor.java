// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

/**
 * The seed of a random test: the time, or what {@code -Ddrey.seed} says. Printed for the repeat.
 */
public final class SeedFor {
  private SeedFor() {}

  public static long test(String name) {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println(name + ": -Ddrey.seed=" + seed);
    return seed;
  }
}
