package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.Clash;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorUsage;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        usage(node, name).map(connector::onThisMachine).ifPresent(usages::addAll);
      }
      if (!usages.isEmpty()) {
        clashes.addAll(connector.checkTogether(usages));
      }
    }
    return clashes;
  }

  private static Optional<ConnectorUsage> usage(PlanNode node, String connector) {
    if (node instanceof SourceNode && ((SourceNode) node).connector().equals(connector)) {
      return Optional.of(ConnectorUsage.source(node.name(), ((SourceNode) node).options()));
    }
    if (node instanceof SinkNode && ((SinkNode) node).connector().equals(connector)) {
      SinkNode sink = (SinkNode) node;
      ConnectorUsage usage =
          ConnectorUsage.sink(node.name(), sink.options(), sink.delivery(), Optional.empty());
      return Optional.of(
          sink.format().map(format -> usage.withFormat(format.name())).orElse(usage));
    }
    return Optional.empty();
  }
}
