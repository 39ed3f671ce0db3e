// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import java.util.Locale;
import java.util.Optional;

/**
 * What a misspelt name may have meant. Only a near miss is offered: at most one edit in three
 * letters, and never more than three; an edit is an insertion, a deletion, a replacement or two
 * neighbours swapped. Letter case makes no difference.
 */
public final class DidYouMean {
  private DidYouMean() {}

  /** Longer names are made by machines, which do not mistype. */
  private static final int LONGEST = 200;

  /**
   * The candidate nearest to what was written; the first among equals; empty where none is near.
   */
  public static Optional<String> closest(String written, Iterable<String> candidates) {
    int limit = Math.min(3, Math.max(1, written.length() / 3));
    String lower = written.toLowerCase(Locale.ROOT);
    Optional<String> best = Optional.empty();
    int bestDistance = limit + 1;
    for (String candidate : candidates) {
      if (candidate.length() > LONGEST || written.length() > LONGEST) {
        continue;
      }
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), bestDistance - 1);
      if (distance < bestDistance && !candidate.equals(written)) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** The sentence for a diagnostic's help. */
  public static Optional<String> help(String written, Iterable<String> candidates) {
    return closest(written, candidates).map(near -> "did you mean `" + near + "`?");
  }

  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
