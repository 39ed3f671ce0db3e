// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.plan.End;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.ShapedOptions;
import dev.drey.shape.OptionValues;
import dev.drey.shape.PathOptions;
import dev.drey.shape.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<Shape> shapes = shapes(node);
    return node.withOptions(options -> resolve(shapes, options));
  }

  /** Of its own options, and of its format's. */
  private List<Shape> shapes(PlanNode node) {
    List<Shape> shapes = new ArrayList<>();
    node.options(catalog).map(ShapedOptions::shape).ifPresent(shapes::add);
    node.end()
        .flatMap(End::format)
        .flatMap(format -> catalog.format(format.name()))
        .ifPresent(format -> shapes.add(format.descriptor().shape()));
    return shapes;
  }

  private OptionValues resolve(List<Shape> shapes, OptionValues options) {
    OptionValues resolved = options;
    for (Shape shape : shapes) {
      resolved = PathOptions.changed(shape, resolved, this::resolve);
    }
    return resolved;
  }

  private String resolve(String path) {
    // As text: a glob is no path.
    return path.startsWith("/") || SCHEME.matcher(path).matches()
        ? path
        : folder + "/" + path.replaceFirst("^\\./", "");
  }
}
