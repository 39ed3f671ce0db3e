// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.plan.PlanPrinter;
import dev.drey.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An option without a value is as if it were not written, and so is a mapping of such options. */
class LeftOutOptionsTest {
  private final Catalog catalog = Catalog.load(LeftOutOptionsTest.class.getClassLoader());
  private final PipelineCompiler compiler = new PipelineCompiler(catalog);

  private static String spec(String source, String sink) {
    return "apiVersion: drey/v1\nname: t\nparams:\n"
        + "  a: {type: STRING, default: null}\n  b: {type: STRING, default: null}\n"
        + "sources:\n  s: {"
        + source
        + ", type: {id: STRING}}\nsinks:\n  out: {from: s, "
        + sink
        + "}\n";
  }

  private CompileResult compile(String source, String sink) {
    return compiler.compile(
        SourceFile.of("spec.yaml", spec(source, sink)),
        CompilerOptions.builder().requireParams(true).build());
  }

  private String explained(String source, String sink) {
    CompileResult result = compile(source, sink);
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    return PlanPrinter.text(catalog, Expressions.standard()).print(result.plan().orElseThrow());
  }

  private void isAsThough(String source, String without) {
    String print = "print: {}";
    String written = explained(source, print);
    assertThat(written).isEqualTo(explained(without, print));
  }

  @Test
  void aMappingOfNothingButSuchOptionsIsLeftOut() {
    String kafka = "kafka: {brokers: h:1, topic: t";
    isAsThough(kafka + ", startFrom: {timestamp: \"${a}\"}}", kafka + "}");
    isAsThough(
        kafka
            + ", security: {sasl: {mechanism: \"${a}\", username: \"${b}\", password: \"${b}\"}}}",
        kafka + "}");
  }

  @Test
  void whatMayBeEmptyStays() {
    assertThat(explained("kafka: {brokers: h:1, topic: t}", "print: {prefix: \"${a}\"}"))
        .isEqualTo(explained("kafka: {brokers: h:1, topic: t}", "print: {}"));
  }

  @Test
  void aConnectorOfNothingButSuchOptionsStaysAndSaysWhatItLacks() {
    CompileResult result = compile("file: {path: \"${a}\"}", "print: {}");
    assertThat(result.diagnostics())
        .extracting(each -> each.code().id() + " " + each.message())
        .hasSize(1)
        .allMatch(message -> message.contains("path"));
  }

  @Test
  void anotherStartTakesThePlaceOfATimeThatIsNotGiven() {
    for (String start : List.of("earliest", "latest")) {
      isAsThough(
          "kafka: {brokers: h:1, topic: t, startFrom: {timestamp: \"${a}\", otherwise: "
              + start
              + "}}",
          "kafka: {brokers: h:1, topic: t, startFrom: {otherwise: " + start + "}}");
    }
  }
}
