package dev.drey.schema;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.yaml.YamlNode;

/** The check of a tree against the grammar. */
final class StructureCheck {
  private final ShapeCheck shapes;

  StructureCheck(Grammar grammar, ShapeCheck shapes) {
    this.shapes = shapes;
  }

  void check(YamlNode root, Diagnostics diagnostics) {
    shapes.root(root, diagnostics);
  }
}
