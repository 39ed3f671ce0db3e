// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.diagnostic.render.GithubRenderer;
import dev.drey.diagnostic.render.JsonLinesRenderer;
import dev.drey.diagnostic.render.SarifRenderer;
import dev.drey.diagnostic.render.TextRenderer;

/** The ways in which diagnostics are written. */
enum OutputFormat {
  text,
  json,
  sarif,
  github;

  DiagnosticRenderer renderer(boolean colored, DiagnosticCodes codes) {
    switch (this) {
      case json:
        return new JsonLinesRenderer();
      case sarif:
        return new SarifRenderer(Drey.Version.number(), codes);
      case github:
        return new GithubRenderer();
      default:
        return new TextRenderer(colored);
    }
  }
}
