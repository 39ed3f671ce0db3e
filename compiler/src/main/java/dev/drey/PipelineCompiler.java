// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.analysis.Analysis;
import dev.drey.analysis.Analyzer;
import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.diagnostic.Redaction;
import dev.drey.expression.Expressions;
import dev.drey.function.FunctionCatalog;
import dev.drey.model.PipelineSpec;
import dev.drey.optimize.Optimizer;
import dev.drey.plan.LogicalPlan;
import dev.drey.schema.LaunchValues;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Spec text to plan. Each wave works on what the one before could make of the spec: an error takes
 * away what depends on it and nothing else, so that all independent problems show at once; a plan
 * comes out only where there is none. One compiler serves many specs; it is not thread-safe.
 */
public final class PipelineCompiler {
  private final Catalog catalog;
  private final SpecReader reader;
  private final Analyzer analyzer;
  private final Optimizer optimizer;
  private final CodeCheck code;
  private final DiagnosticCodes codes;

  /** A compiler of specs that call the functions of Flink SQL. */
  public PipelineCompiler(Catalog catalog) {
    this(catalog, Expressions.standardFunctions());
  }

  public PipelineCompiler(Catalog catalog, FunctionCatalog functions) {
    this.catalog = catalog;
    this.reader = new SpecReader(Operations.language(catalog));
    this.analyzer = new Analyzer(catalog, functions);
    this.optimizer = new Optimizer(analyzer.expressions());
    this.code = new CodeCheck(analyzer.expressions());
    this.codes = DiagnosticCodes.with(catalog.diagnostics());
  }

  /**
   * Never throws for what is wrong with the spec: that is in the result's diagnostics, and so is
   * what goes wrong in the compiler.
   */
  public CompileResult compile(SourceFile file, CompilerOptions options) {
    return AmpleStack.call(() -> compiled(file, options));
  }

  private CompileResult compiled(SourceFile file, CompilerOptions options) {
    Diagnostics found = new Diagnostics();
    List<String> secrets = new ArrayList<>(secrets(file, options));
    analyzer.expressions().begin(List.copyOf(secrets));
    Span start = Span.of(file, 0, Math.min(1, file.text().length()));
    Optional<PipelineSpec> readable =
        Guard.call(
            start,
            "reading this file",
            found,
            () -> reader.read(file, given(options), replaced(options), found));
    boolean whole = !found.hasErrors();
    Optional<PipelineSpec> spec = readable.filter(read -> whole);
    List<String> unknown = spec.map(read -> unknownNames(read, options)).orElse(List.of());
    Optional<Analysis> analysis = readable.flatMap(read -> analysis(read, found));
    Optional<LogicalPlan> plan =
        readable.flatMap(
            read -> plan(read, analysis.flatMap(Analysis::plan), options, unknown, found));
    Diagnostics shown = new Diagnostics();
    Redaction redaction = new Redaction(secrets);
    readable
        .map(read -> new AllowList(read, codes).apply(found.list()))
        .orElse(found.list())
        .forEach(diagnostic -> shown.add(redaction.of(diagnostic)));
    plan.ifPresent(made -> secrets.addAll(made.secrets(catalog)));
    return CompileResult.of(
        shown.shown(),
        spec,
        plan.filter(made -> !shown.hasErrors()),
        unknown,
        readable.map(PipelineSpec::tree),
        analysis.map(Analysis::names).orElse(List.of()),
        analysis.map(Analysis::rowTypes).orElse(Map.of()),
        new Redaction(secrets));
  }

  private Optional<Analysis> analysis(PipelineSpec spec, Diagnostics found) {
    return Guard.call(
        spec.name().span(),
        "working out this pipeline",
        found,
        () -> Optional.of(analyzer.analyze(spec, found)));
  }

  private Optional<LogicalPlan> plan(
      PipelineSpec spec,
      Optional<LogicalPlan> analyzed,
      CompilerOptions options,
      List<String> unknownNames,
      Diagnostics found) {
    Optional<LogicalPlan> plan =
        Guard.call(
            spec.name().span(),
            "working out this pipeline",
            found,
            () ->
                analyzed
                    .filter(made -> unknownNames.isEmpty())
                    .map(
                        made ->
                            analyzer.redirect(
                                spec,
                                made,
                                options.inputFiles(),
                                options.outputFiles(),
                                options.tableFiles(),
                                found))
                    .map(
                        made ->
                            options.optimize()
                                ? optimizer.optimize(made, options.observed())
                                : made));
    plan.ifPresent(made -> code.check(made, spec, found));
    boolean toRun = options.requireParams() && options.observed().isEmpty();
    plan.filter(made -> toRun && made.sinks().isEmpty())
        .ifPresent(made -> found.add(nothingToRun(spec)));
    return plan;
  }

  private static Diagnostic.Builder nothingToRun(PipelineSpec spec) {
    String flags =
        spec.sinks().stream()
            .flatMap(sink -> sink.enabled().stream())
            .flatMap(enabled -> enabled.condition().stream())
            .map(condition -> "`--param " + condition.given() + "`")
            .distinct()
            .collect(Collectors.joining(" or "));
    return Diagnostic.at(
            LaunchCodes.NOTHING_TO_RUN,
            spec.name().span(),
            "no sink of this pipeline is part of the job, so there is nothing to run")
        .help(flags.isEmpty() ? "write a sink that is enabled" : "give " + flags);
  }

  /** Empty where the file cannot be read at all, which has been said then. */
  private List<String> secrets(SourceFile file, CompilerOptions options) {
    return Guard.call(
            file.all(),
            "reading this file",
            new Diagnostics(),
            () -> Optional.of(reader.secrets(file, given(options))))
        .orElse(List.copyOf(options.params().values()));
  }

  private static LaunchValues given(CompilerOptions options) {
    return LaunchValues.of(options.params(), options.properties(), options.requireParams());
  }

  private static Set<String> replaced(CompilerOptions options) {
    Set<String> replaced = new HashSet<>();
    options.inputFiles().keySet().forEach(name -> replaced.add("sources." + name));
    options.outputFiles().keySet().forEach(name -> replaced.add("sinks." + name));
    options.tableFiles().keySet().forEach(name -> replaced.add("streams." + name + ".lookup"));
    return replaced;
  }

  private static List<String> unknownNames(PipelineSpec spec, CompilerOptions options) {
    List<String> unknown = new ArrayList<>();
    Set<String> inputs = new TreeSet<>(options.inputFiles().keySet());
    spec.sources().forEach(source -> inputs.remove(source.name().text()));
    Set<String> outputs = new TreeSet<>(options.outputFiles().keySet());
    spec.sinks().forEach(sink -> outputs.remove(sink.name().text()));
    Set<String> tables = new TreeSet<>(options.tableFiles().keySet());
    spec.streams().stream()
        .filter(Operations::looksUp)
        .forEach(stream -> tables.remove(stream.name().text()));
    unknown.addAll(inputs);
    unknown.addAll(outputs);
    unknown.addAll(tables);
    return unknown;
  }
}
