// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.TestCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolRenderersTest {
  private static final DiagnosticCodes CODES = DiagnosticCodes.with(List.of());

  private static final SourceFile FILE =
      SourceFile.of("my pipelines/a,b.yaml", "streams:\n  s:\n    where: amont > 0\n");
  private static final Diagnostic DIAGNOSTIC =
      Diagnostic.at(TestCodes.UNKNOWN_COLUMN, span("amont"), "100% unknown: `amont`")
          .label("not a column")
          .and(Span.of(FILE, 11, 13), "this stream")
          .help("did you mean `amount`?")
          .build();

  @Test
  void jsonIsOneObjectALine() {
    assertThat(DiagnosticRenderer.jsonLines().render(List.of(DIAGNOSTIC)))
        .isEqualTo(
            "{\"code\":\"DR0803\",\"severity\":\"error\",\"message\":\"100% unknown: `amont`\","
                + "\"file\":\"my pipelines/a,b.yaml\",\"line\":3,\"column\":12,\"endLine\":3,"
                + "\"endColumn\":17,\"label\":\"not a column\",\"related\":["
                + "{\"file\":\"my pipelines/a,b.yaml\",\"line\":2,\"column\":3,\"endLine\":2,"
                + "\"endColumn\":5,\"label\":\"this stream\"}],"
                + "\"help\":[\"did you mean `amount`?\"],"
                + "\"docs\":\"drey doc DR0803\"}\n");
    assertThat(DiagnosticRenderer.jsonLines().render(List.of())).isEmpty();
  }

  @Test
  void githubCommandsEscapeWhatWouldEndThem() {
    assertThat(DiagnosticRenderer.github().render(List.of(DIAGNOSTIC)))
        .isEqualTo(
            "::error file=my pipelines/a%2Cb.yaml,line=3,endLine=3,col=12,endColumn=17,"
                + "title=DR0803 a test row names an unknown column"
                + "::100%25 unknown: `amont` (not a column)%0Ahelp: did you mean `amount`?\n");
  }

  @Test
  void sarifNamesTheRuleAndThePlace() throws Exception {
    JsonNode sarif =
        new ObjectMapper()
            .readTree(DiagnosticRenderer.sarif("1.2.3", CODES).render(List.of(DIAGNOSTIC)));

    assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
    JsonNode run = sarif.get("runs").get(0);
    assertThat(run.at("/tool/driver/semanticVersion").asText()).isEqualTo("1.2.3");
    assertThat(run.at("/tool/driver/rules")).hasSize(CODES.all().size());
    JsonNode result = run.get("results").get(0);
    int index = result.get("ruleIndex").asInt();
    assertThat(run.at("/tool/driver/rules").get(index).get("id").asText()).isEqualTo("DR0803");
    assertThat(result.get("level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("my%20pipelines/a,b.yaml");
    assertThat(result.at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":3,\"startColumn\":12,\"endLine\":3,\"endColumn\":17}");
    assertThat(result.at("/relatedLocations/0/message/text").asText()).isEqualTo("this stream");
  }

  private static Span span(String text) {
    int start = FILE.text().indexOf(text);
    return Span.of(FILE, start, start + text.length());
  }
}
