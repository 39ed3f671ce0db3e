// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import dev.drey.diagnostic.Diagnostic;
import java.util.List;

/** One way to write diagnostics. The result ends with a line end unless it is empty. */
public interface DiagnosticRenderer {
  /** All of a run's diagnostics, in the order given. */
  String render(List<Diagnostic> diagnostics);

  /** What prints a code's page, wherever the reader is. */
  static String page(Diagnostic diagnostic) {
    return "drey doc " + diagnostic.code().id();
  }
}
