// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.expression.Expressions;
import dev.drey.operator.GroupAggregator;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanPrinter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a spec becomes. */
@Command(
    name = "explain",
    description = "Shows the plan: operators, types, keys, state, time, delivery.")
final class ExplainVerb implements Callable<Integer> {
  /** How to write a plan. */
  enum PlanFormat {
    text,
    mermaid,
    json
  }

  @Parameters(
      paramLabel = "SPEC",
      description = "The pipeline's spec, a folder that holds one, or - for standard input.")
  private String spec = "";

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "How to write the plan: ${COMPLETION-CANDIDATES}. Default: text.")
  private PlanFormat format = PlanFormat.text;

  @Option(names = "--unoptimized", description = "The plan before the optimiser.")
  private boolean unoptimized;

  @Mixin private ParamOptions params = new ParamOptions();

  private final Terminal terminal;

  ExplainVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Diagnostics unreadable = new Diagnostics();
    Optional<SpecInput> found = OneSpec.find(spec, "explain", terminal, unreadable);
    DiagnosticRenderer renderer = DiagnosticRenderer.text(terminal.colorErr());
    terminal.err().print(renderer.render(unreadable.list()));
    if (found.isEmpty()) {
      return ExitCode.PROBLEMS;
    }
    Catalog catalog = Catalog.load(ExplainVerb.class.getClassLoader());
    CompilerOptions options = params.options(terminal).optimize(!unoptimized).build();
    CompileResult compiled = new PipelineCompiler(catalog).compile(found.get().source(), options);
    terminal.err().print(renderer.render(compiled.diagnostics()));
    if (compiled.plan().isEmpty()) {
      return ExitCode.PROBLEMS;
    }
    terminal.out().print(compiled.redaction().of(text(compiled.plan().get(), catalog)));
    return ExitCode.FINE;
  }

  private String text(LogicalPlan plan, Catalog catalog) {
    Expressions expressions = Expressions.standard();
    switch (format) {
      case mermaid:
        return PlanPrinter.mermaid(catalog, expressions).print(plan);
      case json:
        return PlanPrinter.json(catalog, expressions, GroupAggregator::accumulator).print(plan);
      default:
        return PlanPrinter.text(catalog, expressions).print(plan);
    }
  }
}
