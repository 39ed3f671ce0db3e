// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityCalcsTest {
  private final Specs specs = new Specs();
  private final IdentityCalcs rule = new IdentityCalcs();

  private LogicalPlan select(String columns) {
    return specs.plan(
        "sources:",
        "  s: {file: {path: s}, type: {x: INT, y: INT}}",
        "streams:",
        "  t: {from: s, select: " + columns + "}",
        "sinks:",
        "  out: {from: t, print: {}}");
  }

  @Test
  void leavesOutWhatKeepsEveryColumn() {
    LogicalPlan plan = Specs.apply(rule, select("{\"*\": }"));

    assertThat(Specs.ids(plan)).containsExactly("s.source", "out.sink");
    assertThat(plan.streams()).containsEntry("t", Port.out("s.source"));
    assertThat(Specs.done(plan)).containsExactly("t.select left out: it changes nothing");
  }

  @Test
  void doesNotFireWhereTheOrderChanges() {
    LogicalPlan plan = select("{y: , x: }");

    assertThat(rule.apply(plan, Set.of())).isSameAs(plan);
  }

  @Test
  void doesNotFireWhereANameChanges() {
    LogicalPlan plan = select("{x: , z: y}");

    assertThat(rule.apply(plan, Set.of())).isSameAs(plan);
  }
}
