// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.yaml.YamlMapping;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As many expected rows as possible, each with a row of its own that matches it: an expected row
 * that names few columns must not take the row that another one needs (augmenting paths).
 */
final class Pairing {
  private final List<YamlMapping> expected;
  private final List<@Nullable Object[]> actual;
  private final RowMatch match;
  private final int[] takerOfActual;

  private Pairing(List<YamlMapping> expected, List<@Nullable Object[]> actual, RowMatch match) {
    this.expected = expected;
    this.actual = actual;
    this.match = match;
    this.takerOfActual = new int[actual.size()];
  }

  /** For each expected row the position of its actual row, or -1. */
  static int[] of(List<YamlMapping> expected, List<@Nullable Object[]> actual, RowMatch match) {
    Pairing pairing = new Pairing(expected, actual, match);
    Arrays.fill(pairing.takerOfActual, -1);
    for (int e = 0; e < expected.size(); e++) {
      pairing.take(e, new boolean[actual.size()]);
    }
    int[] pairs = new int[expected.size()];
    Arrays.fill(pairs, -1);
    for (int a = 0; a < actual.size(); a++) {
      if (pairing.takerOfActual[a] >= 0) {
        pairs[pairing.takerOfActual[a]] = a;
      }
    }
    return pairs;
  }

  private boolean take(int e, boolean[] tried) {
    for (int a = 0; a < actual.size(); a++) {
      if (!tried[a] && match.matches(expected.get(e), actual.get(a))) {
        tried[a] = true;
        if (takerOfActual[a] < 0 || take(takerOfActual[a], tried)) {
          takerOfActual[a] = e;
          return true;
        }
      }
    }
    return false;
  }
}
