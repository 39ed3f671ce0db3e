// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the facts that a node tells of itself, in the order in which it tells them, and answers
 * what it has to know of the plan around it. What is told twice under one topic stands once, as it
 * was told last.
 */
final class Facts {
  private final PlanNode node;
  private final PlanFacts plan;
  private final Map<String, Fact> told = new LinkedHashMap<>();

  Facts(PlanNode node, PlanFacts plan) {
    this.node = node;
    this.plan = plan;
  }

  List<Fact> told() {
    return List.copyOf(told.values());
  }

  void tell(Fact fact) {
    told.put(fact.topic(), fact);
  }

  public void tell(String topic, FactValue value, String words) {
    tell(Fact.of(topic, value, words));
  }

  /** A fact that is a text itself. */
  public void tell(String topic, String text) {
    tell(topic, FactValue.of(text), text);
  }

  /** The columns of the node's rows. */
  public void tellRows(RowType rows) {
    tell("rows", FactValue.of(rows), rows.toString());
  }

  /** A fact that is to be seen at a glance. */
  public void tellBriefly(String topic, FactValue value, String words) {
    tell(Fact.of(topic, value, words).atAGlance());
  }

  /** The options of the node's connector and format as they are written. */
  void tellOptions() {
    plan.options(node).forEach(this::tell);
  }

  /** Where rows go that are put aside. */
  public void tellAside(String topic, String port) {
    String stream = plan.streamAt(Port.of(node.id(), port));
    tell(topic, FactValue.of("to", FactValue.of(stream)), "to " + stream);
  }

  /** What becomes of rows that go nowhere. */
  public void tellLoss(String topic, String action, String words) {
    tell(topic, FactValue.of("action", FactValue.of(action)), words);
  }

  /** The columns of an input. */
  public RowType input(Port port) {
    return plan.rowType(port);
  }

  /** An expression as SQL. */
  public String sql(Expression expression, RowType input) {
    return plan.expressions().text(expression, input);
  }

  /** Whether rows of the node reach an operator behind it whose results depend on time. */
  public boolean leadsToTime() {
    return plan.leadsToTime(node);
  }
}
