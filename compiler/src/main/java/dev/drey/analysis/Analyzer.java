// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.expression.Expressions;
import dev.drey.function.FunctionCatalog;
import dev.drey.model.EnabledSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanVerifier;
import dev.drey.plan.RuntimeSettings;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Model to typed plan: resolves names and types, checks time, state and delivery. One analyzer
 * serves many specs; it is not thread-safe.
 */
public final class Analyzer {
  private final Catalog catalog;
  private final Expressions expressions;
  private final DiagnosticCodes codes;

  public Analyzer(Catalog catalog, FunctionCatalog functions) {
    this.catalog = catalog;
    this.expressions = new Expressions(functions);
    this.codes = DiagnosticCodes.with(catalog.diagnostics());
  }

  /** What made the plan's expressions, and knows how to change them. */
  public Expressions expressions() {
    return expressions;
  }

  /** What the spec means, as far as it is right; problems and warnings go to the diagnostics. */
  public Analysis analyze(PipelineSpec spec, Diagnostics diagnostics) {
    AnalysisContext context = new AnalysisContext(spec, catalog, codes, expressions, diagnostics);
    TypeTable types = context.types();
    types.resolveAll();
    NameTable names = NameTable.of(spec, diagnostics);
    List<OrderedStep> steps = StreamOrder.of(spec, names, diagnostics);
    RuntimeSettings runtime = new RuntimeChecks(spec.runtime(), diagnostics).settings();

    SourceAnalysis sourceAnalysis = new SourceAnalysis(context, types);
    for (SourceSpec source : spec.sources()) {
      Guard.run(
          source.name().span(),
          "working out this source",
          diagnostics,
          () -> sourceAnalysis.analyze(source));
    }
    StreamAnalysis streamAnalysis = new StreamAnalysis(context);
    SinkAnalysis sinkAnalysis = new SinkAnalysis(context, types);
    for (OrderedStep step : steps) {
      step.stream().ifPresent(stream -> analyze(stream, streamAnalysis, diagnostics));
      step.sink().ifPresent(sink -> analyze(sink, sinkAnalysis, diagnostics));
    }
    spec.sinks().stream()
        .filter(sink -> sink.onError().to().isEmpty())
        .forEach(sink -> analyze(sink, sinkAnalysis, diagnostics));
    RepeatedRows.check(spec, diagnostics);
    new EndsTogether(context).check();
    context.reportRandom();
    context.reportNullableKeys();
    new ReaderChecks(names, spec, diagnostics).check();
    EnabledParts enabled = new EnabledParts(spec, names);
    enabled.check(diagnostics);
    PreviousNames.check(spec, names, diagnostics);

    Optional<LogicalPlan> plan =
        diagnostics.hasErrors()
            ? Optional.empty()
            : Optional.of(enabled.apply(plan(spec, context, runtime, diagnostics)));
    return Analysis.of(plan, names.declared(), context.rowTypes());
  }

  private static void analyze(StreamSpec stream, StreamAnalysis analysis, Diagnostics diagnostics) {
    Guard.run(
        stream.name().span(),
        "working out this stream",
        diagnostics,
        () -> analysis.analyze(stream));
  }

  private static void analyze(SinkSpec sink, SinkAnalysis analysis, Diagnostics diagnostics) {
    Guard.run(
        sink.name().span(), "working out this sink", diagnostics, () -> analysis.analyze(sink));
  }

  private static LogicalPlan plan(
      PipelineSpec spec,
      AnalysisContext context,
      RuntimeSettings runtime,
      Diagnostics diagnostics) {
    LogicalPlan plan =
        LogicalPlan.of(
            spec.name().text(),
            context.nodes(),
            context.ports(),
            runtime.withSteps(ParallelSteps.of(spec, context.nodes(), diagnostics)));
    new PlanVerifier().verify(plan, "analysis");
    EverySink.check(spec, plan);
    return plan.withPrevious(PreviousNames.of(spec)).withShapes(context.expressions());
  }

  /**
   * The plan with files in the place of sources, sinks and the lookups of streams, by their names;
   * {@code -} is standard output. Each name must be there. Rows that such a file cannot take are
   * reported.
   */
  public LogicalPlan redirect(
      PipelineSpec spec,
      LogicalPlan plan,
      Map<String, String> inputs,
      Map<String, String> outputs,
      Map<String, String> tables,
      Diagnostics diagnostics) {
    if (inputs.isEmpty() && outputs.isEmpty() && tables.isEmpty()) {
      return plan;
    }
    replacesDisabled(spec, inputs.keySet(), outputs.keySet(), tables.keySet(), diagnostics);
    LogicalPlan redirected =
        new Redirection(catalog, expressions).apply(plan, inputs, outputs, tables);
    ChangeChecks.outputs(spec, catalog, redirected, outputs.keySet(), diagnostics);
    return redirected;
  }

  /** A file that nobody would read or write. */
  private static void replacesDisabled(
      PipelineSpec spec,
      Set<String> inputs,
      Set<String> outputs,
      Set<String> tables,
      Diagnostics diagnostics) {
    spec.sources().stream()
        .filter(source -> inputs.contains(source.name().text()))
        .forEach(
            source ->
                source.enabled().ifPresent(each -> replaced(source.name(), each, diagnostics)));
    spec.streams().stream()
        .filter(stream -> tables.contains(stream.name().text()))
        .forEach(
            stream ->
                stream.enabled().ifPresent(each -> replaced(stream.name(), each, diagnostics)));
    spec.sinks().stream()
        .filter(sink -> outputs.contains(sink.name().text()))
        .forEach(
            sink -> sink.enabled().ifPresent(each -> replaced(sink.name(), each, diagnostics)));
  }

  private static void replaced(LocatedText name, EnabledSpec enabled, Diagnostics diagnostics) {
    if (!enabled.isOn()) {
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.DISABLED_REPLACED,
                  enabled.place().span(),
                  "a file stands in the place of `"
                      + name.text()
                      + "`, which is no part of the job")
              .help(
                  enabled
                      .condition()
                      .map(each -> "give `--param " + each.given() + "`, or no file")
                      .orElse("write `enabled: true`, or give no file")));
    }
  }
}
