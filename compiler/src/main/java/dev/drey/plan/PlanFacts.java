// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.model.StepParallelism;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The facts of a plan's operators: types, keys, time, state and what bounds it. */
final class PlanFacts {
  private final LogicalPlan plan;
  private final Expressions expressions;
  private final TimedPaths timed;
  private final ShownOptions options;
  private final PlanChanges changes;
  private final Map<Port, String> names = new LinkedHashMap<>();

  public PlanFacts(LogicalPlan plan, Catalog catalog, Expressions expressions) {
    this.plan = plan;
    this.expressions = expressions;
    this.options = new ShownOptions(plan, catalog);
    this.timed = TimedPaths.of(plan);
    this.changes = PlanChanges.of(plan);
    plan.streams().forEach((name, port) -> names.merge(port, name, (a, b) -> a + ", " + b));
  }

  /** In the order of the plan. */
  public List<OperatorFacts> operators() {
    List<OperatorFacts> operators = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      Facts facts = new Facts(node, this);
      node.describe(facts);
      tellChanges(node, facts);
      StepParallelism own = plan.runtime().steps().get(node.id());
      if (own != null) {
        facts.tell("parallelism", own.text());
      }
      operators.add(OperatorFacts.of(node, facts.told()));
    }
    return operators;
  }

  /** What rows do to each other, where they do anything. */
  private void tellChanges(PlanNode node, Facts facts) {
    for (String name : node.ports()) {
      Changes made = changes.of(Port.of(node.id(), name));
      if (!made.isNone()) {
        RowType columns = node.rowType(name);
        List<String> keys = new ArrayList<>();
        made.keys().forEach(key -> keys.add(columns.field(key).name()));
        facts.tell(
            name.equals(PlanNode.OUT) ? "changes" : "changes of " + name,
            FactValue.of("mode", FactValue.of(made.mode().name().toLowerCase(Locale.ROOT)))
                .with("keys", FactValue.texts(keys)),
            "rows " + made.words(columns));
      }
    }
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
