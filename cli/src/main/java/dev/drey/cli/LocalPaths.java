package dev.drey.cli;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.shape.OptionValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A plan whose relative file paths are those of the spec's folder, so that a run does the same from
 * wherever it is started.
 */
final class LocalPaths {
  private static final String CONNECTOR = "file";
  private static final String OPTION = "path";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private LocalPaths() {}

  static LogicalPlan resolve(LogicalPlan plan, Path folder) {
    List<PlanNode> nodes = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      nodes.add(resolve(node, folder));
    }
    return LogicalPlan.of(plan.name(), nodes, plan.streams(), plan.runtime());
  }

  private static PlanNode resolve(PlanNode node, Path folder) {
    if (node instanceof SourceNode && ((SourceNode) node).connector().equals(CONNECTOR)) {
      SourceNode source = (SourceNode) node;
      return source.toBuilder().options(resolve(source.options(), folder)).build();
    }
    if (node instanceof SinkNode && ((SinkNode) node).connector().equals(CONNECTOR)) {
      SinkNode sink = (SinkNode) node;
      return sink.toBuilder().options(resolve(sink.options(), folder)).build();
    }
    return node;
  }

  private static OptionValues resolve(OptionValues options, Path folder) {
    String path = options.string(OPTION);
    if (path.startsWith("/") || SCHEME.matcher(path).matches()) {
      return options;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : options.keys()) {
      values.put(key, options.find(key).orElseThrow());
    }
    // As text: a glob is no path.
    values.put(OPTION, folder.toAbsolutePath().normalize() + "/" + path.replaceFirst("^\\./", ""));
    return OptionValues.of(values);
  }
}
