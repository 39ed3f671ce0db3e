// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FuseCalcsTest {
  private final Specs specs = new Specs();
  private final FuseCalcs rule = new FuseCalcs(specs.expressions());

  private LogicalPlan chain(String second) {
    return specs.plan(
        "sources:",
        "  s: {file: {path: s}, type: {x: INT NOT NULL, y: INT NOT NULL}}",
        "streams:",
        "  a: {from: s, where: x > 1, select: {total: x + y}}",
        "  b: {from: a, " + second + "}",
        "sinks:",
        "  out: {from: b, print: {}}");
  }

  @Test
  void makesOneOperatorOfAChain() {
    LogicalPlan plan = Specs.apply(rule, chain("where: total < 100"));

    assertThat(Specs.ids(plan)).containsExactly("s.source", "a.select", "b.where", "out.sink");
    assertThat(specs.where(plan, "a.select")).isEqualTo("x > 1");
    assertThat(Specs.done(plan)).containsExactly("a.where is part of a.select");
  }

  @Test
  void composesConditionsInTheirOrder() {
    LogicalPlan plan = Specs.apply(rule, chain("select: {twice: total * 2}"));

    assertThat(Specs.ids(plan)).containsExactly("s.source", "b.select", "out.sink");
    assertThat(specs.where(plan, "b.select")).isEqualTo("x > 1");
    assertThat(specs.columns(plan, "b.select")).containsExactly("(x + y) * 2");
    assertThat(plan.streams()).containsOnlyKeys("s", "b");
  }

  @Test
  void doesNotComputeAValueTwice() {
    LogicalPlan plan = Specs.apply(rule, chain("select: {square: total * total}"));

    assertThat(Specs.ids(plan)).containsExactly("s.source", "a.select", "b.select", "out.sink");
  }

  @Test
  void doesNotFireWhereTwoRead() {
    LogicalPlan plan =
        specs.plan(
            "sources:",
            "  s: {file: {path: s}, type: {x: INT}}",
            "streams:",
            "  a: {from: s, where: x > 1}",
            "  b: {from: a, where: x > 2}",
            "  c: {from: a, where: x > 3}",
            "sinks:",
            "  out: {from: [b, c], print: {}}");

    assertThat(rule.apply(plan, Set.of())).isSameAs(plan);
  }

  @Test
  void doesNotFireWhereSomebodyLooks() {
    LogicalPlan plan = chain("select: {twice: total * 2}");

    LogicalPlan fused = rule.apply(plan, Set.of(Port.out("a.select")));

    assertThat(Specs.ids(fused)).containsExactly("s.source", "a.select", "b.select", "out.sink");
  }
}
