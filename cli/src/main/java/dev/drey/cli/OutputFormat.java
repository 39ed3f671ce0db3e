// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.render.DiagnosticRenderer;

/** The ways in which diagnostics are written. */
enum OutputFormat {
  text,
  json,
  sarif,
  github;

  DiagnosticRenderer renderer(boolean colored, DiagnosticCodes codes) {
    switch (this) {
      case json:
        return DiagnosticRenderer.jsonLines();
      case sarif:
        return DiagnosticRenderer.sarif(Drey.Version.number(), codes);
      case github:
        return DiagnosticRenderer.github();
      default:
        return DiagnosticRenderer.text(colored);
    }
  }
}
