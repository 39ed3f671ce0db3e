// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import java.util.List;

/** One way to write diagnostics. The result ends with a line end unless it is empty. */
public interface DiagnosticRenderer {
  /** All of a run's diagnostics, in the order given. */
  String render(List<Diagnostic> diagnostics);

  /**
   * For a person at a terminal.
   *
   * @param colored whether to write ANSI colours
   */
  static DiagnosticRenderer text(boolean colored) {
    return new TextRenderer(colored);
  }

  /** One JSON object a line, for programs. */
  static DiagnosticRenderer jsonLines() {
    return new JsonLinesRenderer();
  }

  /**
   * SARIF, for viewers of code.
   *
   * @param version the tool's, as the run says it
   * @param known the rules of the run
   */
  static DiagnosticRenderer sarif(String version, DiagnosticCodes known) {
    return new SarifRenderer(version, known);
  }

  /** Workflow commands, which annotate the lines of a pull request. */
  static DiagnosticRenderer github() {
    return new GithubRenderer();
  }

  /** What prints a code's page, wherever the reader is. */
  static String page(Diagnostic diagnostic) {
    return "drey doc " + diagnostic.code().id();
  }
}
