// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.Clash;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorUsage;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiler's comparison of the ends of a pipeline, once more before a run: with the files that
 * the command line names, with links followed, and with each file that a source finds.
 */
final class RealPaths {
  private RealPaths() {}

  /** Ends of the plan that do not go together. */
  static List<Clash> clashes(LogicalPlan plan, Catalog catalog) {
    List<Clash> clashes = new ArrayList<>();
    for (Connector connector : catalog.connectors()) {
      List<ConnectorUsage> usages = new ArrayList<>();
      String name = connector.descriptor().name();
      for (PlanNode node : plan.nodes()) {
        node.end()
            .filter(end -> end.connector().equals(name))
            .map(end -> connector.onThisMachine(end.usage()))
            .ifPresent(usages::addAll);
      }
      if (!usages.isEmpty()) {
        clashes.addAll(connector.checkTogether(usages));
      }
    }
    return clashes;
  }
}
