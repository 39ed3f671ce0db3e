package dev.drey.optimize;

import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import dev.drey.plan.RouteNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  private PlanNode fold(PlanNode node) {
    if (node instanceof CalcNode) {
      CalcNode calc = (CalcNode) node;
      return CalcNode.of(
          calc.id(),
          calc.name(),
          calc.input(),
          calc.condition().map(this::fold).filter(condition -> !condition.isAlwaysTrue()),
          calc.projections().stream().map(this::fold).collect(Collectors.toList()),
          calc.rowType());
    }
    if (node instanceof RouteNode) {
      RouteNode route = (RouteNode) node;
      List<RouteNode.Branch> branches = new ArrayList<>();
      for (RouteNode.Branch branch : route.branches()) {
        Optional<Expression> condition = branch.condition().map(this::fold);
        branches.add(RouteNode.Branch.of(branch.name(), condition));
      }
      return RouteNode.of(route.id(), route.name(), route.input(), branches, route.rowType());
    }
    return node;
  }

  private Expression fold(Expression expression) {
    return expression.isColumn() || expression.isLiteral()
        ? expression
        : expressions.simplify(expression);
  }
}
