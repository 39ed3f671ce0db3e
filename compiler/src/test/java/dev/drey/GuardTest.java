// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.shape.Shape;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A fault of Drey itself takes nothing with it: neither the rest of its file nor other files. */
class GuardTest {
  private static final String FAULTY =
      "apiVersion: drey/v1\n"
          + "name: faulty\n"
          + "sources:\n"
          + "  broken: {faulty: {}, type: {id: INT}}\n"
          + "  whole: {file: {path: a.jsonl}, type: {id: INT}}\n"
          + "streams:\n"
          + "  kept: {from: whole, where: di > 1}\n"
          + "sinks:\n"
          + "  out: {from: kept, print: {}}\n"
          + "  other: {from: broken, print: {}}\n";

  private static final String WRONG =
      "apiVersion: drey/v1\n"
          + "name: wrong\n"
          + "sources:\n"
          + "  whole: {file: {path: a.jsonl}, type: {id: INT}}\n"
          + "sinks:\n"
          + "  out: {from: whale, print: {}}\n";

  /** What a connector with a bug does. */
  private static final class Faulty implements Connector {
    @Override
    public ConnectorDescriptor descriptor() {
      return ConnectorDescriptor.builder()
          .name("faulty")
          .description("Has a bug.")
          .sourceOptions(Shape.object())
          .sourceFormat(false)
          .build();
    }

    @Override
    public List<Finding> check(ConnectorUsage usage) {
      throw new IndexOutOfBoundsException("Index 0 out of bounds for length 0");
    }
  }

  private final PipelineCompiler compiler = new PipelineCompiler(catalog());

  private static Catalog catalog() {
    Catalog known = Catalog.load(GuardTest.class.getClassLoader());
    List<Connector> connectors = new ArrayList<>(known.connectors());
    connectors.add(new Faulty());
    return Catalog.of(connectors, List.copyOf(known.formats()));
  }

  private CompileResult compile(String name, String spec) {
    return compiler.compile(SourceFile.of(name, spec), CompilerOptions.builder().build());
  }

  @Test
  void faultStandsAtItsPlaceBesideTheOtherFindingsOfTheFile() {
    CompileResult result = compile("faulty.yaml", FAULTY);

    assertThat(result.plan()).isEmpty();
    assertThat(places(result.diagnostics())).contains("DR0901 broken", "DR0301 di");
    Diagnostic fault =
        result.diagnostics().stream()
            .filter(d -> d.code().id().equals("DR0901"))
            .findFirst()
            .orElseThrow();
    assertThat(fault.message()).doesNotContain("Index 0");
    assertThat(fault.help().toString()).contains("IndexOutOfBoundsException", "GuardTest");
  }

  @Test
  void nextFileIsCheckedAsIfNothingHadHappened() {
    List<String> alone = places(compile("wrong.yaml", WRONG).diagnostics());
    compile("faulty.yaml", FAULTY);

    assertThat(places(compile("wrong.yaml", WRONG).diagnostics()))
        .isEqualTo(alone)
        .contains("DR0302 whale");
  }

  @Test
  void reportForToolsHoldsTheFaultAndTheRest() throws Exception {
    List<Diagnostic> found = new ArrayList<>(compile("faulty.yaml", FAULTY).diagnostics());
    found.addAll(compile("wrong.yaml", WRONG).diagnostics());

    JsonNode run =
        new ObjectMapper()
            .readTree(DiagnosticRenderer.sarif("1", DiagnosticCodes.with(List.of())).render(found))
            .at("/runs/0");
    List<String> results = new ArrayList<>();
    run.get("results")
        .forEach(
            result ->
                results.add(
                    result.get("ruleId").asText()
                        + " "
                        + result
                            .at("/locations/0/physicalLocation/artifactLocation/uri")
                            .asText()));
    assertThat(results).contains("DR0901 faulty.yaml", "DR0301 faulty.yaml", "DR0302 wrong.yaml");
  }

  private static List<String> places(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(d -> d.code().id() + " " + d.span().text())
        .collect(Collectors.toList());
  }
}
