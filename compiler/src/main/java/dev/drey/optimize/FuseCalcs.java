// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row-by-row operator that feeds nothing but another one becomes part of it, unless a value that
 * costs work would then be computed more than once. The first one's condition is tried first.
 */
final class FuseCalcs implements Rule {
  /**
   * How many operators become one at most: an operator is one generated method, whose size Java
   * bounds, and a chain of any length takes linear time.
   */
  static final int LIMIT = 16;

  private final Expressions expressions;

  FuseCalcs(Expressions expressions) {
    this.expressions = expressions;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan, Set<Port> observed) {
    Map<Port, Integer> readers = readers(plan, observed);
    Map<String, PlanNode> nodes = new LinkedHashMap<>();
    Map<Port, String> gone = new HashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    List<Rewrite> done = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      PlanNode result = node;
      PlanNode before = node instanceof CalcNode ? nodes.get(node.inputs().get(0).node()) : null;
      if (before instanceof CalcNode
          && isAlike((CalcNode) before, (CalcNode) node)
          && readers.getOrDefault(node.inputs().get(0), 0) == 1
          && sizes.getOrDefault(before.id(), 1) < LIMIT
          && isCheap((CalcNode) before, (CalcNode) node)) {
        result = fuse((CalcNode) before, (CalcNode) node);
        nodes.remove(before.id());
        sizes.put(node.id(), sizes.getOrDefault(before.id(), 1) + 1);
        gone.put(Port.out(before.id()), node.id());
        done.add(Rewrite.of(name(), before.id(), "is part of " + node.id()));
      }
      nodes.put(result.id(), result);
    }
    if (done.isEmpty()) {
      return plan;
    }
    Map<String, Port> streams = new LinkedHashMap<>(plan.streams());
    streams.values().removeIf(gone::containsKey);
    return plan.rewritten(new ArrayList<>(nodes.values()), streams, done);
  }

  /** How often each port is read; a port that nobody reads is not there. */
  private static Map<Port, Integer> readers(LogicalPlan plan, Set<Port> observed) {
    Map<Port, Integer> count = new HashMap<>();
    observed.forEach(port -> count.merge(port, 1, Integer::sum));
    for (PlanNode node : plan.nodes()) {
      node.inputs().forEach(input -> count.merge(input, 1, Integer::sum));
    }
    return count;
  }

  /** Whether each value of the first that costs work is used at most once in the second. */
  private static boolean isCheap(CalcNode first, CalcNode second) {
    for (int i = 0; i < first.projections().size(); i++) {
      Expression value = first.projections().get(i);
      if (!value.isColumn() && !value.isLiteral() && uses(second, i) > 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether a failure in the one means what it means in the other: that the job stops. */
  private static boolean isAlike(CalcNode first, CalcNode second) {
    return first.failing().isEmpty() && second.failing().isEmpty();
  }

  private static int uses(CalcNode calc, int column) {
    int uses = calc.condition().map(condition -> condition.uses(column)).orElse(0);
    for (Expression projection : calc.projections()) {
      uses += projection.uses(column);
    }
    return uses;
  }

  private CalcNode fuse(CalcNode first, CalcNode second) {
    List<Expression> inner = first.projections();
    List<Expression> conditions = new ArrayList<>();
    first.condition().ifPresent(conditions::add);
    second.condition().ifPresent(c -> conditions.add(expressions.compose(c, inner)));
    return CalcNode.of(
        second.id(),
        second.name(),
        first.input(),
        conditions.isEmpty() ? Optional.empty() : Optional.of(expressions.and(conditions)),
        second.projections().stream()
            .map(projection -> expressions.compose(projection, inner))
            .collect(Collectors.toList()),
        second.rowType());
  }
}
