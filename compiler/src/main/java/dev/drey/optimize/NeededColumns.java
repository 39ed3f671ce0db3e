// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns of each port its readers use, found from the sinks backwards. */
final class NeededColumns {
  private NeededColumns() {}

  /** By port; a port that nobody reads is not there. */
  static Map<Port, BitSet> of(LogicalPlan plan, Set<Port> observed) {
    Map<Port, BitSet> needed = new HashMap<>();
    for (Port port : observed) {
      BitSet all = new BitSet();
      all.set(0, plan.node(port.node()).rowType(port.port()).size());
      needed.put(port, all);
    }
    List<PlanNode> nodes = new ArrayList<>(plan.nodes());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      PlanNode node = nodes.get(i);
      List<BitSet> columns =
          node.neededColumns(port -> needed.getOrDefault(Port.of(node.id(), port), new BitSet()));
      for (int input = 0; input < columns.size(); input++) {
        needed
            .computeIfAbsent(node.inputs().get(input), port -> new BitSet())
            .or(columns.get(input));
      }
    }
    return needed;
  }
}
