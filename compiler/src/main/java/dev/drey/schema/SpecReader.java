// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.ParamSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text to model: parses, fills in parameters, checks the structure, reads the values. One reader
 * serves many specs.
 */
public final class SpecReader {
  private final ShapeCheck shapes;
  private final ModelReader model;
  private final ShapeSteps steps;
  private final Set<String> endpointKeys;

  public SpecReader(Language language) {
    Catalog catalog = language.catalog();
    Grammar grammar = PipelineGrammar.of(language);
    this.shapes = new ShapeCheck(grammar, new ForeignSpellings(language), language.operations());
    EndReader ends = new EndReader(catalog, new ValueReader(grammar, shapes));
    this.model =
        new ModelReader(new EndpointReader(ends), new StreamReader(language.operations(), ends));
    this.steps = new ShapeSteps(grammar);
    this.endpointKeys =
        Stream.concat(
                Stream.of("format"),
                catalog.connectors().stream().map(connector -> connector.descriptor().name()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What can be read of the spec, without the parts in which an error was found; problems go to the
   * diagnostics. Empty where the text is no YAML or no mapping.
   */
  public Optional<PipelineSpec> read(SourceFile file, LaunchValues given, Diagnostics diagnostics) {
    return read(file, given, Set.of(), diagnostics);
  }

  /**
   * As {@link #read(SourceFile, LaunchValues, Diagnostics)}.
   *
   * @param replaced paths, such as {@code sources.orders}, of the sources and sinks in whose place
   *     a file stands: no value is needed for what their connectors alone refer to
   */
  public Optional<PipelineSpec> read(
      SourceFile file, LaunchValues given, Set<String> replaced, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    Optional<PipelineSpec> spec =
        YamlReader.legible(file, found)
            .flatMap(
                tree -> {
                  ParamUses uses =
                      ParamUses.of(
                          tree, steps, endpointKeys, replaced, DisabledPaths.of(tree, given));
                  return read(file, tree, new ParamReader(given, uses, found), found);
                });
    diagnostics.addAll(found.list());
    return spec;
  }

  /**
   * Those of the values given for parameters that are secrets: by the option that they go into, by
   * the parameter's name or by their own form.
   */
  public List<String> secrets(SourceFile file, LaunchValues given) {
    if (given.isEmpty()) {
      return List.of();
    }
    return YamlReader.legible(file, new Diagnostics())
        .map(tree -> secrets(tree, given))
        .orElse(List.of());
  }

  private List<String> secrets(YamlNode tree, LaunchValues given) {
    Map<String, String> values = new HashMap<>();
    ParamReader.properties(tree)
        .forEach((name, path) -> given.property(path).ifPresent(value -> values.put(name, value)));
    values.putAll(given.params());
    if (values.isEmpty()) {
      return List.of();
    }
    ParamUses uses = ParamUses.of(tree, steps, endpointKeys, Set.of(), Set.of());
    return values.entrySet().stream()
        .filter(
            param ->
                uses.isSecret(param.getKey())
                    || SecretLook.isName(param.getKey())
                    || SecretLook.isValue(param.getValue()))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  private Optional<PipelineSpec> read(
      SourceFile file, YamlNode tree, ParamReader paramReader, Diagnostics found) {
    Map<String, Param> params = paramReader.read(tree);
    YamlNode filled = new ParamSubstitution(params, steps, found).apply(tree);
    List<ParamSpec> declared =
        params.values().stream().map(Param::spec).collect(Collectors.toUnmodifiableList());
    return shapes
        .root(filled, found)
        .node()
        .map(readable -> model.read(file, filled, (YamlMapping) readable, declared));
  }
}
