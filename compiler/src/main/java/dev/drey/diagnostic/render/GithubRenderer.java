// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.Span;
import dev.drey.text.Visible;
import java.util.List;

/**
 * Workflow commands by which a GitHub Actions run annotates the lines of a pull request. Columns
 * are given only within one line, as the service asks.
 */
final class GithubRenderer implements DiagnosticRenderer {
  @Override
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      out.append(command(diagnostic)).append('\n');
    }
    return out.toString();
  }

  private static String command(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    int endLine = span.file().line(span.end());
    StringBuilder text = new StringBuilder("::").append(diagnostic.severity().label());
    text.append(" file=").append(property(Visible.line(span.file().name())));
    text.append(",line=").append(span.line()).append(",endLine=").append(endLine);
    if (endLine == span.line()) {
      text.append(",col=").append(span.column());
      text.append(",endColumn=").append(span.file().column(span.end()));
    }
    String title = diagnostic.code().id() + " " + diagnostic.code().title();
    text.append(",title=").append(property(title)).append("::");
    return text.append(data(Visible.lines(message(diagnostic)))).toString();
  }

  private static String message(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder(Visible.line(diagnostic.message()));
    if (!diagnostic.primary().text().isEmpty()) {
      text.append(" (").append(Visible.line(diagnostic.primary().text())).append(')');
    }
    for (String help : diagnostic.help()) {
      text.append("\nhelp: ").append(help);
    }
    return text.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
