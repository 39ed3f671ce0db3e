// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/** Reads a file with tests of a spec into a located tree whose structure is checked. */
public final class SpecTestReader {
  private final ShapeCheck shapes;

  public SpecTestReader() {
    Grammar grammar = TestGrammar.of();
    this.shapes =
        new ShapeCheck(
            grammar,
            new ForeignSpellings(Language.of(Catalog.of(List.of(), List.of()), List.of())),
            List.of());
  }

  /**
   * The tree, also where parts of it are wrong: those are where the errors that go to the
   * diagnostics are.
   */
  public Optional<YamlMapping> read(SourceFile file, Diagnostics diagnostics) {
    Optional<YamlNode> root = YamlReader.legible(file, diagnostics);
    root.ifPresent(tree -> shapes.root(tree, diagnostics));
    return root.filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
  }
}
