// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Where rows come from on their way to windows on event time: there their order matters. */
final class TimedPaths {
  private final Set<String> nodes = new HashSet<>();

  private TimedPaths() {}

  public static TimedPaths of(LogicalPlan plan) {
    return of(plan, PlanNode::dependsOnTime);
  }

  /**
   * The same to some of these windows.
   *
   * @param wanted which
   */
  static TimedPaths of(LogicalPlan plan, Predicate<PlanNode> wanted) {
    TimedPaths paths = new TimedPaths();
    List<PlanNode> backwards = new ArrayList<>(plan.nodes());
    for (int i = backwards.size() - 1; i >= 0; i--) {
      PlanNode node = backwards.get(i);
      if (paths.nodes.contains(node.id()) || wanted.test(node)) {
        node.inputs().forEach(input -> paths.nodes.add(input.node()));
      }
    }
    return paths;
  }

  /** Whether rows of this node reach a window on event time behind it. */
  public boolean leadToWindow(String id) {
    return nodes.contains(id);
  }
}
