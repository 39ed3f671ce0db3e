// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An expression becomes one of the same value by less work: constants are computed now, and a
 * condition that always holds is no condition.
 */
final class FoldConstants implements Rule {
  private final Expressions expressions;

  FoldConstants(Expressions expressions) {
    this.expressions = expressions;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan, Set<Port> observed) {
    List<PlanNode> nodes = new ArrayList<>();
    List<Rewrite> done = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      PlanNode folded = fold(node);
      nodes.add(folded);
      if (!folded.equals(node)) {
        done.add(Rewrite.of(name(), node.id(), "computes less for the same values"));
      }
    }
    return done.isEmpty() ? plan : plan.rewritten(nodes, plan.streams(), done);
  }

  /** A source and a sink hand their expressions to a connector, as they are written. */
  private PlanNode fold(PlanNode node) {
    return node.inputs().isEmpty() || node.ports().isEmpty()
        ? node
        : node.withExpressions(this::fold);
  }

  private Expression fold(Expression expression) {
    return expression.isColumn() || expression.isLiteral()
        ? expression
        : expressions.simplify(expression);
  }
}
