package dev.drey;

import dev.drey.analysis.AllowList;
import dev.drey.analysis.Analyzer;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.PipelineSpec;
import dev.drey.optimize.Optimizer;
import dev.drey.plan.LogicalPlan;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Spec text to plan, wave by wave: an error in one wave stops the next. One compiler serves many
 * specs; it is not thread-safe.
 */
public final class PipelineCompiler {
  private final SpecReader reader;
  private final Analyzer analyzer;
  private final Optimizer optimizer;

  public PipelineCompiler(Catalog catalog) {
    this.reader = new SpecReader(catalog);
    this.analyzer = new Analyzer(catalog);
    this.optimizer = new Optimizer(analyzer.expressions());
  }

  /** Never throws for what is wrong with the spec: that is in the result's diagnostics. */
  public CompileResult compile(SourceFile file, CompilerOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<PipelineSpec> spec =
        reader.read(file, options.params(), options.requireParams(), diagnostics);
    List<String> unknown = spec.map(read -> unknownNames(read, options)).orElse(List.of());
    Optional<LogicalPlan> plan =
        spec.flatMap(read -> analyzer.analyze(read, diagnostics))
            .filter(made -> unknown.isEmpty())
            .map(made -> analyzer.redirect(made, options.inputFiles(), options.outputFiles()))
            .map(made -> options.optimize() ? optimizer.optimize(made, options.observed()) : made);
    Diagnostics shown = new Diagnostics();
    shown.addAll(
        spec.map(read -> new AllowList(read).apply(diagnostics.list())).orElse(diagnostics.list()));
    return CompileResult.of(shown.sorted(), spec, plan.filter(made -> !shown.hasErrors()), unknown);
  }

  private static List<String> unknownNames(PipelineSpec spec, CompilerOptions options) {
    List<String> unknown = new ArrayList<>();
    Set<String> inputs = new TreeSet<>(options.inputFiles().keySet());
    spec.sources().forEach(source -> inputs.remove(source.name().text()));
    Set<String> outputs = new TreeSet<>(options.outputFiles().keySet());
    spec.sinks().forEach(sink -> outputs.remove(sink.name().text()));
    unknown.addAll(inputs);
    unknown.addAll(outputs);
    return unknown;
  }
}
