package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import java.util.HashMap;
import java.util.Map;

/** Who reads what in a plan. */
final class Readers {
  private Readers() {}

  /** How often each port is read; a port that nobody reads is not there. */
  static Map<Port, Integer> count(LogicalPlan plan) {
    Map<Port, Integer> count = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      node.inputs().forEach(input -> count.merge(input, 1, Integer::sum));
    }
    return count;
  }
}
