// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.expression.Expressions;
import dev.drey.operator.GroupAggregator;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanPrinter;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.text.Visible;
import dev.drey.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One spec on its whole way, as {@code validate} and {@code explain} take it: read, compiled with
 * the code of its operators, its findings and its plan written in every format. Says what a user
 * may never see.
 */
final class Trial {
  private final Catalog catalog = Catalog.load(Trial.class.getClassLoader());
  private final PipelineCompiler compiler = new PipelineCompiler(catalog);
  private final Expressions expressions = Expressions.standard();

  /** How far a spec came. */
  enum Reached {
    TEXT,
    FINDINGS,
    PLAN
  }

  /** The faults of Drey that the spec brought to light go to the list. */
  Reached of(byte[] bytes, CompilerOptions options, List<String> faults) {
    Diagnostics undecoded = new Diagnostics();
    Optional<SourceFile> file = YamlReader.decode("spec.yaml", bytes, undecoded);
    if (file.isEmpty()) {
      findings(undecoded.list(), faults);
      return Reached.TEXT;
    }
    CompileResult result = compiler.compile(file.get(), options);
    findings(result.diagnostics(), faults);
    if (result.plan().isEmpty()) {
      if (!result.hasErrors()) {
        faults.add("neither a plan nor an error");
      }
      return Reached.FINDINGS;
    }
    plan(result.plan().get(), faults);
    return Reached.PLAN;
  }

  private void findings(List<Diagnostic> found, List<String> faults) {
    for (Diagnostic diagnostic : found) {
      if (diagnostic.code().id().equals("DR0901")) {
        faults.add(diagnostic.message() + ": " + diagnostic.help());
      }
      if (!isPlace(diagnostic.span())) {
        faults.add("no place: " + diagnostic.code().id());
      }
      if (diagnostic.message().isBlank()) {
        faults.add("no message: " + diagnostic.code().id());
      }
    }
    visible("findings as text", DiagnosticRenderer.text(false).render(found), faults);
    visible("findings for GitHub", DiagnosticRenderer.github().render(found), faults);
    visible("findings as JSON", DiagnosticRenderer.jsonLines().render(found), faults);
    visible(
        "findings as SARIF",
        DiagnosticRenderer.sarif("1", DiagnosticCodes.with(catalog.diagnostics())).render(found),
        faults);
  }

  /** Some text, the start of the file, or a gap beside a character that can be seen. */
  private static boolean isPlace(Span span) {
    String text = span.file().text();
    int at = span.start();
    return span.end() > at
        || at == 0
        || !Character.isWhitespace(text.charAt(at - 1))
        || (at < text.length() && !Character.isWhitespace(text.charAt(at)));
  }

  private void plan(LogicalPlan plan, List<String> faults) {
    visible("plan as text", PlanPrinter.text(catalog, expressions).print(plan), faults);
    visible(
        "plan as JSON",
        PlanPrinter.json(catalog, expressions, GroupAggregator::accumulator).print(plan),
        faults);
    visible("plan as a picture", PlanPrinter.mermaid(catalog, expressions).print(plan), faults);
  }

  /** Nothing that a terminal or a build service acts on. */
  private static void visible(String what, String text, List<String> faults) {
    List<Integer> hidden = new ArrayList<>();
    text.codePoints()
        .filter(character -> character != '\n' && character != '\t')
        .filter(Visible::isHidden)
        .limit(3)
        .forEach(hidden::add);
    if (!hidden.isEmpty()) {
      faults.add("control characters in " + what + ": " + hidden);
    }
  }
}
