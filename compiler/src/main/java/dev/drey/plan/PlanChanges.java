// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the rows of each port of a plan change each other, found from the sources on: operator by
 * operator, also while a plan is made.
 */
public final class PlanChanges {
  private final Map<Port, Changes> changes = new HashMap<>();

  public static PlanChanges of(LogicalPlan plan) {
    PlanChanges all = new PlanChanges();
    plan.nodes().forEach(all::add);
    return all;
  }

  /** Adds what is known of an operator, whose inputs are there or unknown. */
  public void add(PlanNode node) {
    for (String port : node.ports()) {
      changes.put(Port.of(node.id(), port), node.changes(port, this::of));
    }
  }

  /** None for a port of which nothing is known. */
  public Changes of(Port port) {
    return changes.getOrDefault(port, Changes.none());
  }

  /** The first of an operator's inputs whose rows change each other as it cannot take it. */
  public Optional<Port> refused(PlanNode node) {
    return node.inputs().stream().filter(input -> !node.takes(of(input))).findFirst();
  }
}
