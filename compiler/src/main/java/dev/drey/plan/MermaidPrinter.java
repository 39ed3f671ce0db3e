// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.text.Visible;
import java.util.HashMap;
import java.util.Map;

/** A plan as a Mermaid flow chart, which code hosts show as a picture. */
final class MermaidPrinter implements PlanPrinter {
  private final Catalog catalog;
  private final Expressions expressions;

  MermaidPrinter(Catalog catalog, Expressions expressions) {
    this.catalog = catalog;
    this.expressions = expressions;
  }

  @Override
  public String print(LogicalPlan plan) {
    StringBuilder out = new StringBuilder("flowchart LR\n");
    // Ids of nodes are numbered: Mermaid reserves words and characters that names may have.
    Map<String, String> boxes = new HashMap<>();
    for (OperatorFacts operator : new PlanFacts(plan, catalog, expressions).operators()) {
      String box = "n" + boxes.size();
      boxes.put(operator.id(), box);
      out.append("  ").append(box).append(shape(operator)).append('\n');
      for (Port input : operator.inputs()) {
        out.append("  ").append(boxes.get(input.node()));
        out.append(
            input.port().equals(PlanNode.OUT) ? " --> " : " -- " + escaped(input.port()) + " --> ");
        out.append(box).append('\n');
      }
    }
    return out.toString();
  }

  private static String shape(OperatorFacts operator) {
    StringBuilder text = new StringBuilder(escaped(operator.id()));
    for (Fact fact : operator.facts()) {
      if (fact.brief()) {
        text.append("<br/>").append(escaped(fact.words()));
      }
    }
    switch (operator.figure()) {
      case STORE:
        return "[(\"" + text + "\")]";
      case KEEPER:
        return "[[\"" + text + "\"]]";
      case CHOICE:
        return "{\"" + text + "\"}";
      case STEP:
        return "[\"" + text + "\"]";
    }
    throw new IllegalArgumentException("no figure " + operator.figure());
  }

  private static String escaped(String text) {
    return Visible.line(text)
        .replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
