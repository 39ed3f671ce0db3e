// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import java.util.Optional;

/** Examples and defaults: YAML texts inside descriptors, which must be YAML. */
final class ExampleText {
  private ExampleText() {}

  /** The tree of an example. */
  static YamlNode read(String yaml) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<YamlNode> root = YamlReader.read(SourceFile.of("example", yaml), diagnostics);
    if (root.isEmpty()) {
      throw new IllegalStateException(yaml + ": " + diagnostics.list());
    }
    return root.get();
  }

  /** The source text of the value of the first such key, however deep it stands. */
  static Optional<String> below(String key, String yaml) {
    return find(key, read(yaml)).map(node -> flow(node));
  }

  private static Optional<YamlNode> find(String key, YamlNode node) {
    if (!(node instanceof YamlMapping)) {
      return Optional.empty();
    }
    YamlMapping mapping = (YamlMapping) node;
    if (mapping.value(key).isPresent()) {
      return mapping.value(key);
    }
    return mapping.entries().stream()
        .map(YamlEntry::value)
        .map(value -> find(key, value))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** JSON is YAML. */
  private static String flow(YamlNode node) {
    return JsonTree.of(node).toString();
  }
}
