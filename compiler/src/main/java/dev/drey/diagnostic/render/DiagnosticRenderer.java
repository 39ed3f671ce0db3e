package dev.drey.diagnostic.render;

import dev.drey.diagnostic.Diagnostic;
import java.util.List;

/** One way to write diagnostics. The result ends with a line end unless it is empty. */
public interface DiagnosticRenderer {
  /** All of a run's diagnostics, in the order given. */
  String render(List<Diagnostic> diagnostics);

  /** Where a code's page stands in the repository. */
  static String page(Diagnostic diagnostic) {
    return "docs/reference/diagnostics/" + diagnostic.code().id() + ".md";
  }
}
