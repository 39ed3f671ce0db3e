// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.source.SourceFile;
import dev.drey.text.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * Diagnostics for a person at a terminal: the sentence, the source line with a caret, the other
 * places it depends on, what to do, where to read on. A blank line parts two diagnostics.
 */
final class TextRenderer implements DiagnosticRenderer {
  private final Palette palette;

  /**
   * @param colored whether to write ANSI colours
   */
  TextRenderer(boolean colored) {
    this.palette = new Palette(colored);
  }

  @Override
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      if (out.length() > 0) {
        out.append('\n');
      }
      render(diagnostic, out);
    }
    return out.toString();
  }

  private void render(Diagnostic diagnostic, StringBuilder out) {
    String head = diagnostic.severity().label() + "[" + diagnostic.code().id() + "]";
    out.append(palette.severity(diagnostic.severity(), head))
        .append(palette.strong(": " + Visible.line(diagnostic.message())))
        .append('\n');
    int gutter = gutter(diagnostic);
    excerpt(diagnostic, gutter, out);
    for (Label label : diagnostic.secondary()) {
      if (label.span().file() != diagnostic.span().file()) {
        other(label, gutter, diagnostic, out);
      }
    }
    String margin = " ".repeat(gutter + 1);
    out.append(margin).append(palette.frame("|")).append('\n');
    for (String help : diagnostic.help()) {
      String text = Visible.lines(help).replace("\n", "\n" + margin + "        ");
      out.append(margin).append(palette.frame("=")).append(" help: ").append(text).append('\n');
    }
    out.append(margin).append(palette.frame("=")).append(" docs: ");
    out.append(DiagnosticRenderer.page(diagnostic)).append('\n');
  }

  /** The excerpt of the file in which the problem is, with every label that stands there. */
  private void excerpt(Diagnostic diagnostic, int gutter, StringBuilder out) {
    SourceFile file = diagnostic.span().file();
    out.append(" ".repeat(gutter)).append(palette.frame("-->")).append(' ');
    out.append(Visible.line(diagnostic.span().toString())).append('\n');
    Excerpt excerpt = new Excerpt(file, gutter, diagnostic.severity(), palette);
    excerpt.primary(diagnostic.primary());
    for (Label label : diagnostic.secondary()) {
      if (label.span().file() == file) {
        excerpt.secondary(label);
      }
    }
    excerpt.appendTo(out);
  }

  private void other(Label label, int gutter, Diagnostic diagnostic, StringBuilder out) {
    out.append(" ".repeat(gutter)).append(palette.frame(":::")).append(' ');
    out.append(Visible.line(label.span().toString())).append('\n');
    Excerpt excerpt = new Excerpt(label.span().file(), gutter, diagnostic.severity(), palette);
    excerpt.secondary(label);
    excerpt.appendTo(out);
  }

  /** How many digits the greatest line number has. */
  private static int gutter(Diagnostic diagnostic) {
    List<Label> labels = new ArrayList<>(diagnostic.secondary());
    labels.add(diagnostic.primary());
    int greatest = labels.stream().mapToInt(label -> label.span().line()).max().orElse(1);
    return Integer.toString(greatest).length();
  }
}
