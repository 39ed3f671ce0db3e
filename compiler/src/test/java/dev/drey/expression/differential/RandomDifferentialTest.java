// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.flink.EmbeddedFlink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Made-up expressions beside Flink SQL's planner, in value, type and nullability: of the operators
 * and functions that are the same in both wherever they stand. What differs on purpose has its
 * cases in {@link DifferentialTest}. {@code -Ddrey.differential.random=N} tries more, {@code
 * -Ddrey.seed} others.
 */
@Tag("flink-sql")
class RandomDifferentialTest {
  private static final int EXPRESSIONS = Integer.getInteger("drey.differential.random", 100);
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());

  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  @Test
  void madeUpExpressionsAreAsInFlink() {
    System.out.println("RandomDifferentialTest: -Ddrey.seed=" + SEED);
    EdgeRows rows = ExpressionCases.of("random").rows();
    SameInBoth made = new SameInBoth(new Random(SEED));
    Set<String> expressions = new LinkedHashSet<>();
    while (expressions.size() < EXPRESSIONS) {
      expressions.add(made.expression(3));
    }
    DreyEvaluation drey = new DreyEvaluation(rows);
    List<Difference> unknown = new ArrayList<>();
    KnownDifferences known = KnownDifferences.of("random");
    for (Difference difference :
        new Comparison(rows, drey, 0)
            .differences(new FlinkReference(rows).answers(expressions, drey::values))) {
      if (!known.isKnown(difference)) {
        unknown.add(difference);
      }
    }
    assertThat(unknown).as("seed %d", SEED).isEmpty();
  }
}
