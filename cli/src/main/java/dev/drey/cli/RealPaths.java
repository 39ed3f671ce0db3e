package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.Clash;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.file.RealPath;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compiler's comparison of the ends of a pipeline, once more before a run: with the files that
 * the command line names, with links followed, and with each file that a source finds.
 */
final class RealPaths {
  private static final String FILE = "file";
  private static final String PATH = "path";

  private RealPaths() {}

  /** Ends of the plan that do not go together. */
  static List<Clash> clashes(LogicalPlan plan, Catalog catalog) {
    Connector connector = catalog.connector(FILE).orElseThrow();
    return connector.checkTogether(usages(plan));
  }

  private static List<ConnectorUsage> usages(LogicalPlan plan) {
    List<ConnectorUsage> usages = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof SourceNode && ((SourceNode) node).connector().equals(FILE)) {
        String path = (String) ((SourceNode) node).options().asMap().get(PATH);
        usages.add(ConnectorUsage.source(node.name(), at(RealPath.of(path))));
        for (String file : RealPath.filesOf(path)) {
          usages.add(ConnectorUsage.source(node.name(), at(file)));
        }
      } else if (node instanceof SinkNode && ((SinkNode) node).connector().equals(FILE)) {
        SinkNode sink = (SinkNode) node;
        ConnectorUsage usage =
            ConnectorUsage.sink(
                node.name(),
                at(RealPath.of((String) sink.options().asMap().get(PATH))),
                sink.delivery(),
                Optional.empty());
        usages.add(sink.format().map(format -> usage.withFormat(format.name())).orElse(usage));
      }
    }
    return usages;
  }

  private static OptionValues at(String path) {
    return OptionValues.of(Map.of(PATH, path));
  }
}
