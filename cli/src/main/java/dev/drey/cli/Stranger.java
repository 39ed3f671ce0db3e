// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/**
 * A YAML file of a folder that does not say that it is a spec. Most are none of our business; one
 * that has what specs have, or that cannot be read as YAML at all, may be a spec with a slip in it.
 */
final class Stranger {
  private static final List<List<String>> LOOKS =
      List.of(List.of("sources", "sinks"), List.of("pipeline", "tests"));

  private Stranger() {}

  /** Why the file may be one of ours. */
  static Optional<Diagnostic> doubt(SourceFile file) {
    Diagnostics found = new Diagnostics();
    Optional<YamlNode> root = YamlReader.read(file, found);
    if (root.isEmpty()) {
      boolean empty = file.text().lines().allMatch(line -> line.strip().matches("(#.*|---)?"));
      return empty ? Optional.empty() : found.list().stream().findFirst().map(Stranger::unreadable);
    }
    return LOOKS.stream()
        .filter(keys -> root.filter(node -> has(node, keys)).isPresent())
        .findFirst()
        .map(keys -> without(file, keys));
  }

  private static boolean has(YamlNode root, List<String> keys) {
    return root instanceof YamlMapping
        && keys.stream().allMatch(key -> ((YamlMapping) root).value(key).isPresent());
  }

  private static Diagnostic without(SourceFile file, List<String> keys) {
    return Diagnostic.at(
            LaunchCodes.PASSED_OVER,
            Span.of(file, 0, 0),
            "this file has `"
                + String.join("` and `", keys)
                + "` and does not say that it is a spec, so it was not checked")
        .help("write `apiVersion: drey/v1` as its first line")
        .build();
  }

  private static Diagnostic unreadable(Diagnostic error) {
    Diagnostic.Builder doubt =
        Diagnostic.at(
                LaunchCodes.PASSED_OVER,
                error.span(),
                "this file is not YAML, so whether it is a spec cannot be told: " + error.message())
            .help("a spec starts with `apiVersion: drey/v1`; what is none can have another ending");
    error.help().forEach(doubt::help);
    return doubt.build();
  }
}
