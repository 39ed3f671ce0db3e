package dev.drey;

import dev.drey.analysis.Analyzer;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.PipelineSpec;
import dev.drey.optimize.Optimizer;
import dev.drey.plan.LogicalPlan;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import java.util.Optional;

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
    this.optimizer = new Optimizer();
  }

  /** Never throws for what is wrong with the spec: that is in the result's diagnostics. */
  public CompileResult compile(SourceFile file, CompilerOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<PipelineSpec> spec =
        reader.read(file, options.params(), options.requireParams(), diagnostics);
    Optional<LogicalPlan> plan =
        spec.flatMap(read -> analyzer.analyze(read, diagnostics))
            .map(made -> options.optimize() ? optimizer.optimize(made) : made);
    return CompileResult.of(diagnostics.sorted(), spec, plan);
  }
}
