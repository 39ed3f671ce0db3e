package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.ParamSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Text to model: parses, fills in parameters, checks the structure, reads the values. One reader
 * serves many specs.
 */
public final class SpecReader {
  private final StructureCheck structure;
  private final ModelReader model;

  public SpecReader(Catalog catalog) {
    Grammar grammar = PipelineGrammar.of(catalog);
    ShapeCheck shapes = new ShapeCheck(grammar, new ForeignSpellings(catalog));
    this.structure = new StructureCheck(JsonSchemas.pipelineTree(grammar), shapes);
    this.model = new ModelReader(new EndpointReader(catalog, new ValueReader(grammar, shapes)));
  }

  /** The model, where there is no error; problems go to the diagnostics. */
  public Optional<PipelineSpec> read(
      SourceFile file, Map<String, String> params, boolean requireParams, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    Optional<YamlNode> root = YamlReader.read(file, found);
    Optional<PipelineSpec> spec =
        root.flatMap(
            tree -> read(file, tree, new ParamReader(params, requireParams, found), found));
    diagnostics.addAll(found.list());
    return spec;
  }

  private Optional<PipelineSpec> read(
      SourceFile file, YamlNode tree, ParamReader paramReader, Diagnostics found) {
    Map<String, Param> params = paramReader.read(tree);
    YamlNode filled = new ParamSubstitution(params, found).apply(tree);
    structure.check(filled, found);
    if (found.hasErrors()) {
      return Optional.empty();
    }
    List<ParamSpec> declared =
        params.values().stream().map(Param::spec).collect(Collectors.toUnmodifiableList());
    return Optional.of(model.read(file, filled, declared));
  }
}
