// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadNodesTest {
  private final Specs specs = new Specs();
  private final DeadNodes rule = new DeadNodes();

  private LogicalPlan withUnreadStreams() {
    return specs.plan(
        "sources:",
        "  used: {file: {path: used}, type: {x: INT}}",
        "  spare: {file: {path: spare}, type: {x: INT}}",
        "streams:",
        "  kept: {from: used, where: x > 1}",
        "  first: {from: spare, where: x > 2}",
        "  second: {from: first, where: x > 3}",
        "sinks:",
        "  out: {from: kept, print: {}}");
  }

  @Test
  void leavesOutWhatReachesNoSink() {
    LogicalPlan plan = Specs.apply(rule, withUnreadStreams());

    assertThat(Specs.ids(plan)).containsExactly("used.source", "kept.where", "out.sink");
    assertThat(plan.streams()).containsOnlyKeys("used", "kept");
    assertThat(Specs.done(plan))
        .containsExactly(
            "spare.source left out: none of its rows reaches a sink",
            "first.where left out: none of its rows reaches a sink",
            "second.where left out: none of its rows reaches a sink");
  }

  @Test
  void keepsWhatSomebodyLooksAt() {
    LogicalPlan plan = rule.apply(withUnreadStreams(), Set.of(Port.out("first.where")));

    assertThat(Specs.ids(plan))
        .contains("spare.source", "first.where")
        .doesNotContain("second.where");
  }

  @Test
  void doesNotFireWhereEverythingIsWritten() {
    LogicalPlan plan =
        specs.plan(
            "sources:",
            "  used: {file: {path: used}, type: {x: INT}}",
            "sinks:",
            "  out: {from: used, print: {}}");

    assertThat(rule.apply(plan, Set.of())).isSameAs(plan);
  }
}
