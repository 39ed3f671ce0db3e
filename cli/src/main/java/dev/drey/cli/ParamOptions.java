// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.CompilerOptions;
import dev.drey.deploy.PropertyGroups;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import dev.drey.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Values for a spec's parameters; {@code --param} wins over the file. */
final class ParamOptions {
  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A value for a parameter of the spec. May be given several times.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "A YAML file with one `name: value` a line.")
  private @Nullable String file;

  @Option(
      names = "--properties",
      paramLabel = "FILE",
      description =
          "An application's property groups, as JSON: what the service gives to an application."
              + " For parameters with a `property`.")
  private @Nullable String properties;

  /**
   * What a compilation is given of parameters.
   *
   * @throws UsageException where one of the files cannot be read
   */
  CompilerOptions.Builder options(Terminal terminal) {
    return CompilerOptions.builder().params(values(terminal)).properties(groups(terminal));
  }

  /** An application's property groups by name; empty where none are given. */
  Optional<Map<String, Map<String, String>>> groups(Terminal terminal) {
    if (properties == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PropertyGroups.read(terminal.resolve(properties)));
    } catch (IOException unreadable) {
      throw new UsageException(String.valueOf(unreadable.getMessage()));
    }
  }

  /**
   * @throws UsageException where the file cannot be read as names with scalar values
   */
  Map<String, String> values(Terminal terminal) {
    Map<String, String> values = new LinkedHashMap<>();
    if (file != null) {
      values.putAll(read(file, terminal));
    }
    values.putAll(params);
    return values;
  }

  private static Map<String, String> read(String file, Terminal terminal) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(terminal.resolve(file));
    } catch (IOException e) {
      throw new UsageException("the parameters cannot be read: " + Causes.inWords(e));
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<YamlNode> root = YamlReader.read(file, bytes, diagnostics);
    if (root.isEmpty()) {
      String text = DiagnosticRenderer.text(terminal.colorOut()).render(diagnostics.sorted());
      throw new UsageException("the parameters cannot be read\n" + text.stripTrailing());
    }
    if (!(root.get() instanceof YamlMapping)) {
      throw new UsageException(file + " is not a list of `name: value` lines");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (YamlEntry entry : ((YamlMapping) root.get()).entries()) {
      if (!(entry.value() instanceof YamlScalar)) {
        throw new UsageException(
            entry.key().span() + ": a parameter has one value, not a list or a map");
      }
      YamlScalar value = (YamlScalar) entry.value();
      if (value.kind() != YamlScalar.Kind.NULL) {
        values.put(entry.name(), value.text().text());
      }
    }
    return values;
  }
}
