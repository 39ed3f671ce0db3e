// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.model.AllowSpec;
import dev.drey.model.ParamSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.RuntimeSpec;
import dev.drey.model.TypeSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be read of a checked tree, to the model; what cannot is in doubt there. */
final class ModelReader {
  private final EndpointReader endpoints;
  private final StreamReader streams;

  ModelReader(EndpointReader endpoints, StreamReader streams) {
    this.endpoints = endpoints;
    this.streams = streams;
  }

  PipelineSpec read(SourceFile file, YamlNode tree, YamlMapping root, List<ParamSpec> params) {
    Fields spec = Fields.of(root);
    return PipelineSpec.builder()
        .file(file)
        .tree(tree)
        .name(spec.text("name").orElse(LocatedText.unreadable(start(root))))
        .description(spec.text("description").map(LocatedText::text).orElse(""))
        .labels(spec.textMap("labels"))
        .params(params)
        .types(types(spec.entries("types")))
        .sources(all(spec.entries("sources"), endpoints::source))
        .streams(all(spec.entries("streams"), streams::stream))
        .sinks(all(spec.entries("sinks"), endpoints::sink))
        .runtime(spec.object("runtime").map(ModelReader::runtime).orElse(noRuntime()))
        .allows(allows(spec))
        .inDoubt(root.inDoubt())
        .build();
  }

  private static Span start(YamlNode root) {
    return Span.of(root.span().file(), root.span().start(), root.span().start());
  }

  private static <T> List<T> all(List<YamlEntry> entries, Function<YamlEntry, T> reader) {
    return entries.stream().map(reader).collect(Collectors.toUnmodifiableList());
  }

  static List<TypeSpec> types(List<YamlEntry> entries) {
    return all(
        entries, entry -> TypeSpec.of(entry.key().text(), EndReader.typeTree(entry.value())));
  }

  private static List<AllowSpec> allows(Fields spec) {
    List<AllowSpec> allows = new ArrayList<>();
    spec.node("allow")
        .ifPresent(
            list ->
                ((YamlSequence) list)
                    .elements()
                    .forEach(element -> allow(Fields.of(element)).ifPresent(allows::add)));
    return List.copyOf(allows);
  }

  private static Optional<AllowSpec> allow(Fields fields) {
    return fields.mapping().inDoubt().isEmpty()
        ? Optional.of(
            AllowSpec.of(
                fields.mapping().span(),
                fields.text("code").orElseThrow(),
                fields.text("at").orElseThrow(),
                fields.text("reason").orElseThrow().text()))
        : Optional.empty();
  }

  private static RuntimeSpec noRuntime() {
    return emptyRuntime().build();
  }

  private static RuntimeSpec.Builder emptyRuntime() {
    return RuntimeSpec.builder();
  }

  private static RuntimeSpec runtime(Fields runtime) {
    RuntimeSpec.Builder builder = emptyRuntime();
    runtime
        .object("checkpoint")
        .ifPresent(
            checkpoint ->
                builder
                    .checkpointInterval(checkpoint.duration("interval"))
                    .checkpointMinPause(checkpoint.duration("minPause"))
                    .checkpointTimeout(checkpoint.duration("timeout")));
    runtime.choice("target").ifPresent(builder::target);
    Map<String, LocatedText> places = ValueReader.places(runtime.mapping());
    return builder
        .parallelism(runtime.integer("parallelism"))
        .chaining(runtime.bool("chaining").orElse(true))
        .windowCache(runtime.size("windowCache"))
        .maxParallelism(runtime.integer("maxParallelism"))
        .stateBackend(runtime.choice("stateBackend"))
        .parallelismPerKpu(runtime.integer("parallelismPerKpu"))
        .autoScaling(runtime.bool("autoScaling"))
        .logLevel(runtime.choice("logLevel"))
        .metricsLevel(runtime.choice("metricsLevel"))
        .places(places)
        .build();
  }
}
