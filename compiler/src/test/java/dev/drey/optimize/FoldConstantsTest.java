// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.LogicalPlan;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldConstantsTest {
  private final Specs specs = new Specs();
  private final FoldConstants rule = new FoldConstants(specs.expressions());

  private LogicalPlan where(String condition) {
    return specs.plan(
        "sources:",
        "  s: {file: {path: s}, type: {x: INT NOT NULL}}",
        "streams:",
        "  t: {from: s, where: " + condition + "}",
        "sinks:",
        "  out: {from: t, print: {}}");
  }

  @Test
  void computesConstantsNow() {
    LogicalPlan plan = Specs.apply(rule, where("x > 60 * 60"));

    assertThat(specs.where(plan, "t.where")).isEqualTo("x > 3600");
    assertThat(Specs.done(plan)).containsExactly("t.where computes less for the same values");
  }

  @Test
  void removesAConditionThatAlwaysHolds() {
    LogicalPlan plan = Specs.apply(rule, where("1 < 2"));

    assertThat(specs.where(plan, "t.where")).isEmpty();
  }

  @Test
  void doesNotFireWhereNothingIsConstant() {
    LogicalPlan plan = where("x > 5");

    assertThat(rule.apply(plan, Set.of())).isSameAs(plan);
  }
}
