// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.format.Format;
import dev.drey.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code process} where no plug-in has an operator; broken specs have the rest. */
class ProcessOperationTest {
  private static List<Diagnostic> problems(String process) {
    Catalog known = Catalog.load(ProcessOperationTest.class.getClassLoader());
    List<Connector> connectors = List.copyOf(known.connectors());
    List<Format> formats = List.copyOf(known.formats());
    return new PipelineCompiler(Catalog.of(connectors, formats))
        .compile(
            SourceFile.of(
                "spec.yaml",
                "apiVersion: drey/v1\n"
                    + "name: none\n"
                    + "sources:\n"
                    + "  tx: {file: {path: tx.jsonl}, type: {card: STRING NOT NULL}}\n"
                    + "streams:\n"
                    + "  sums: {from: tx, keyBy: [card], process: "
                    + process
                    + "}\n"
                    + "sinks:\n"
                    + "  out: {from: sums, print: {}}\n"),
            CompilerOptions.builder().build())
        .diagnostics();
  }

  @Test
  void anOperatorIsNotThere() {
    assertThat(problems("{tally: {sum: amount}}"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.code().id()).isEqualTo("DR0201");
              assertThat(each.help().toString())
                  .contains("no plug-in here has operators", "the folder `plugins`");
            });
  }

  /** There is no key of an operator to show, so its name is shown as one. */
  @Test
  void anOperatorIsATextAlone() {
    assertThat(problems("silence").get(0).help())
        .singleElement()
        .asString()
        .startsWith("write `process: {silence: {}}` with its options inside; no plug-in here has");
    assertThat(problems("12").get(0).help())
        .singleElement()
        .asString()
        .startsWith("no plug-in here has operators; the plug-in's JAR belongs into the folder");
  }

  @Test
  void noOperatorIsNamed() {
    assertThat(problems("{}"))
        .singleElement()
        .satisfies(each -> assertThat(each.code().id()).isEqualTo("DR0377"));
  }
}
