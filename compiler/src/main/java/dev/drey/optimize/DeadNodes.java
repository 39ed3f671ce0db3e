// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operator from which no row reaches a sink is left out, for nobody sees what it does. (The
 * analysis has warned of the stream that nobody reads.)
 */
final class DeadNodes implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan, Set<Port> observed) {
    List<PlanNode> nodes = new ArrayList<>(plan.nodes());
    Set<String> alive = new HashSet<>();
    observed.forEach(port -> alive.add(port.node()));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      PlanNode node = nodes.get(i);
      if (node.promise().isPresent() || alive.contains(node.id())) {
        alive.add(node.id());
        node.inputs().forEach(input -> alive.add(input.node()));
      }
    }
    if (alive.size() == nodes.size()) {
      return plan;
    }
    List<Rewrite> done = new ArrayList<>();
    List<PlanNode> kept = new ArrayList<>();
    for (PlanNode node : nodes) {
      if (alive.contains(node.id())) {
        kept.add(node);
      } else {
        done.add(Rewrite.of(name(), node.id(), "left out: none of its rows reaches a sink"));
      }
    }
    Map<String, Port> streams = new LinkedHashMap<>(plan.streams());
    streams.values().removeIf(port -> !alive.contains(port.node()));
    return plan.rewritten(kept, streams, done);
  }
}
