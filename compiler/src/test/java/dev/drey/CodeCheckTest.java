// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.analysis.Analyzer;
import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.WrongCode;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.model.PipelineSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.schema.LaunchValues;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code that Java refuses is told at its stream, and what else there is goes on. */
class CodeCheckTest {
  private static final String SPEC =
      "apiVersion: drey/v1\n"
          + "name: test\n"
          + "sources:\n"
          + "  lines: {file: {path: lines}, type: {line: STRING}}\n"
          + "streams:\n"
          + "  first: {from: lines, select: {n: CHAR_LENGTH(line)}}\n"
          + "  second: {from: lines, select: {n: CHAR_LENGTH(line) + 1}}\n"
          + "sinks:\n"
          + "  one: {from: first, print: {}}\n"
          + "  two: {from: second, print: {}}\n";

  private final Catalog catalog = Catalog.load(CodeCheckTest.class.getClassLoader());
  private final Analyzer analyzer = new Analyzer(catalog, Expressions.standardFunctions());
  private final PipelineSpec spec =
      new SpecReader(Operations.language(catalog))
          .read(
              SourceFile.of("test.yaml", SPEC), LaunchValues.of(Map.of(), true), new Diagnostics())
          .orElseThrow();
  private final LogicalPlan plan = analyzer.analyze(spec, new Diagnostics()).plan().orElseThrow();

  private List<Diagnostic> found(LogicalPlan checked) {
    Diagnostics diagnostics = new Diagnostics();
    new CodeCheck(analyzer.expressions()).check(checked, spec, diagnostics);
    return diagnostics.list();
  }

  private LogicalPlan withWrongCodeIn(String stream) {
    List<PlanNode> nodes = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof CalcNode && node.name().equals(stream)) {
        CalcNode calc = (CalcNode) node;
        nodes.add(
            CalcNode.of(
                calc.id(),
                calc.name(),
                calc.input(),
                calc.condition(),
                List.of(WrongCode.ofFirstColumn()),
                calc.rowType()));
      } else {
        nodes.add(node);
      }
    }
    return LogicalPlan.of("test", nodes, plan.streams(), plan.runtime());
  }

  @Test
  void codeThatJavaTakesHasNoFinding() {
    assertThat(found(plan)).isEmpty();
  }

  @Test
  void codeThatJavaTookIsNotCompiledForTheNextSpec() {
    List<GeneratedCalc> compiled = new ArrayList<>();
    CodeCheck check = new CodeCheck(analyzer.expressions(), compiled::add);
    check.check(plan, spec, new Diagnostics());
    assertThat(compiled).hasSize(2);

    LogicalPlan same = analyzer.analyze(spec, new Diagnostics()).plan().orElseThrow();
    check.check(same, spec, new Diagnostics());

    assertThat(compiled).hasSize(2);
  }

  @Test
  void codeThatJavaRefusedIsToldOfTheNextSpecToo() {
    CodeCheck check = new CodeCheck(analyzer.expressions());
    for (int i = 0; i < 2; i++) {
      Diagnostics found = new Diagnostics();
      check.check(withWrongCodeIn("second"), spec, found);
      assertThat(found.list()).hasSize(1);
    }
  }

  @Test
  void codeThatJavaRefusesStandsAtItsStream() {
    List<Diagnostic> found = found(withWrongCodeIn("second"));

    assertThat(found).hasSize(1);
    Diagnostic fault = found.get(0);
    assertThat(fault.code().id()).isEqualTo("DR0901");
    assertThat(fault.span().text()).isEqualTo("second");
    assertThat(fault.span().line()).isEqualTo(7);
    // What the compiler says is for the report, not for the user.
    assertThat(fault.message()).doesNotContain("String").doesNotContain("Line");
  }
}
