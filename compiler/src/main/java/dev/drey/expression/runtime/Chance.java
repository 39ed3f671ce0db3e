// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.util.Random;
import java.util.UUID;

/** Random values. */
public final class Chance {
  private Chance() {}

  /** From 0 to below a bound. */
  public static int below(Random random, int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("RAND_INTEGER is below a number above 0, not " + bound);
    }
    return random.nextInt(bound);
  }

  public static String uuid() {
    return UUID.randomUUID().toString();
  }
}
