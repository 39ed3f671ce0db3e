// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.plan.End;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.shape.OptionValues;
import dev.drey.shape.PathOptions;
import dev.drey.shape.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plan whose relative paths are those of the spec's folder, so that a run does the same from
 * wherever it is started.
 */
final class LocalPaths {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private final Catalog catalog;
  private final String folder;

  private LocalPaths(Catalog catalog, Path folder) {
    this.catalog = catalog;
    this.folder = folder.toAbsolutePath().normalize().toString();
  }

  static LogicalPlan resolve(LogicalPlan plan, Path folder, Catalog catalog) {
    LocalPaths paths = new LocalPaths(catalog, folder);
    List<PlanNode> nodes = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      nodes.add(paths.resolve(node));
    }
    return LogicalPlan.of(plan.name(), nodes, plan.streams(), plan.runtime());
  }

  private PlanNode resolve(PlanNode node) {
    Optional<Shape> shape = node.end().flatMap(this::shape);
    return node.withOptions(options -> resolve(shape, options));
  }

  private Optional<Shape> shape(End end) {
    return catalog
        .connector(end.connector())
        .map(Connector::descriptor)
        .flatMap(end.usage()::shape);
  }

  private OptionValues resolve(Optional<Shape> shape, OptionValues options) {
    return shape.map(object -> PathOptions.changed(object, options, this::resolve)).orElse(options);
  }

  private String resolve(String path) {
    // As text: a glob is no path.
    return path.startsWith("/") || SCHEME.matcher(path).matches()
        ? path
        : folder + "/" + path.replaceFirst("^\\./", "");
  }
}
