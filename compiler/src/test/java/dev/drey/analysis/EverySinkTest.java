// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.model.PipelineSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.schema.LaunchValues;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EverySinkTest {
  private static final String ONE =
      "apiVersion: drey/v1\n"
          + "name: test\n"
          + "sources:\n"
          + "  lines: {file: {path: lines}, type: {id: INT}}\n"
          + "sinks:\n"
          + "  kept: {from: lines, print: {}}\n";
  private static final String TWO = ONE + "  lost: {from: lines, file: {path: lost}}\n";

  private final Catalog catalog = Catalog.load(EverySinkTest.class.getClassLoader());

  private PipelineSpec spec(String text) {
    return new SpecReader(Operations.language(catalog))
        .read(SourceFile.of("test.yaml", text), LaunchValues.of(Map.of(), true), new Diagnostics())
        .orElseThrow();
  }

  private LogicalPlan plan(String text) {
    Diagnostics diagnostics = new Diagnostics();
    LogicalPlan plan =
        new Analyzer(catalog, Expressions.standardFunctions())
            .analyze(spec(text), diagnostics)
            .plan()
            .orElseThrow();
    assertThat(diagnostics.hasErrors()).isFalse();
    return plan;
  }

  @Test
  void aPlanWithoutASinkOfItsSpecStops() {
    assertThatThrownBy(() -> EverySink.check(spec(TWO), plan(ONE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the plan lacks sink lost");
  }

  @Test
  void aWholePlanGoesOn() {
    assertThatCode(() -> EverySink.check(spec(TWO), plan(TWO))).doesNotThrowAnyException();
  }
}
