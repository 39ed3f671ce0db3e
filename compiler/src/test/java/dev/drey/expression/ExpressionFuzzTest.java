// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever gets a type compiles and runs, simplified or not: on a row it gives a value of its type
 * or fails in the words of a user, never by a fault of the generated code. {@code
 * -Ddrey.fuzz.expressions=N} tries more.
 */
class ExpressionFuzzTest {
  private static final int TYPED = Integer.getInteger("drey.fuzz.expressions", 2_000);

  private final long seed = Long.getLong("drey.seed", System.nanoTime());

  private final List<String> faults = new ArrayList<>();

  @Test
  void whatGetsATypeCompilesAndRuns() {
    System.out.println("seed " + seed + ": rerun with -Ddrey.seed=" + seed);
    RandomSql made = new RandomSql(new Random(seed), ExpressionTrial.functions());
    Random depth = new Random(seed + 1);
    int typed = 0;
    int tried = 0;
    while (typed < TYPED) {
      tried++;
      String sql = made.expression(1 + depth.nextInt(4));
      try {
        typed += ExpressionTrial.runs(sql) ? 1 : 0;
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        faults.add(sql + ": " + String.valueOf(e).lines().findFirst().orElse(""));
      }
    }
    // Were most refused, little would be tried.
    assertThat(tried).as("seed %d", seed).isLessThan(20 * TYPED);
    assertThat(faults).as("seed %d", seed).isEmpty();
  }
}
