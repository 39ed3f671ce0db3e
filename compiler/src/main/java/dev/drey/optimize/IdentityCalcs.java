// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.expression.value.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row-by-row operator that keeps every row and every column as it stands is left out: its readers
 * read its input.
 */
final class IdentityCalcs implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan, Set<Port> observed) {
    Map<Port, RowType> types = new HashMap<>();
    Map<Port, Port> instead = new HashMap<>();
    List<PlanNode> nodes = new ArrayList<>();
    List<Rewrite> done = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      PlanNode rewired =
          node.withInputs(
              node.inputs().stream()
                  .map(port -> instead.getOrDefault(port, port))
                  .collect(Collectors.toList()));
      if (rewired instanceof CalcNode && isIdentity((CalcNode) rewired, types)) {
        instead.put(Port.out(node.id()), ((CalcNode) rewired).input());
        done.add(Rewrite.of(name(), node.id(), "left out: it changes nothing"));
      } else {
        nodes.add(rewired);
        node.ports().forEach(port -> types.put(Port.of(node.id(), port), node.rowType(port)));
      }
    }
    if (done.isEmpty()) {
      return plan;
    }
    Map<String, Port> streams = new LinkedHashMap<>();
    plan.streams().forEach((name, port) -> streams.put(name, instead.getOrDefault(port, port)));
    return plan.rewritten(nodes, streams, done);
  }

  private static boolean isIdentity(CalcNode calc, Map<Port, RowType> types) {
    if (calc.failing().isPresent()
        || calc.condition().isPresent()
        || !calc.rowType().equals(types.get(calc.input()))) {
      return false;
    }
    for (int i = 0; i < calc.projections().size(); i++) {
      Expression projection = calc.projections().get(i);
      if (!projection.isColumn() || projection.column() != i) {
        return false;
      }
    }
    return true;
  }
}
