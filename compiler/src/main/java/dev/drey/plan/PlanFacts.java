package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts of a plan's operators: types, keys, time, state and what bounds it. */
public final class PlanFacts {
  private final LogicalPlan plan;
  private final Expressions expressions;
  private final TimedPaths timed;
  private final ShownOptions options;
  private final Map<Port, String> names = new LinkedHashMap<>();

  public PlanFacts(LogicalPlan plan, Catalog catalog, Expressions expressions) {
    this.plan = plan;
    this.expressions = expressions;
    this.options = new ShownOptions(plan, catalog);
    this.timed = TimedPaths.of(plan);
    plan.streams().forEach((name, port) -> names.merge(port, name, (a, b) -> a + ", " + b));
  }

  /** In the order of the plan. */
  public List<OperatorFacts> operators() {
    List<OperatorFacts> operators = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      Facts facts = new Facts(node, this);
      node.describe(facts);
      operators.add(OperatorFacts.of(node, facts.told()));
    }
    return operators;
  }

  Expressions expressions() {
    return expressions;
  }

  RowType rowType(Port port) {
    return plan.rowType(port);
  }

  String streamAt(Port port) {
    return names.getOrDefault(port, port.toString());
  }

  List<Fact> options(PlanNode node) {
    return options.of(node.id());
  }

  boolean leadsToTime(PlanNode node) {
    return timed.leadToWindow(node.id());
  }
}
