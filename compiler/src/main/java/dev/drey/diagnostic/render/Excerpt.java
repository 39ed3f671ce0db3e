// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.code.Severity;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.text.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of one file that a diagnostic points at, each with its markers below it. A single line
 * between two of them is shown too; where more than three are left out, {@code ...} says so.
 */
final class Excerpt {
  private static final int MAX_CELLS = 120;
  private static final int SILENT_GAP = 3;

  private final SourceFile file;
  private final int gutter;
  private final Severity severity;
  private final Palette palette;
  private final Map<Integer, List<Mark>> marks = new TreeMap<>();

  Excerpt(SourceFile file, int gutter, Severity severity, Palette palette) {
    this.file = file;
    this.gutter = gutter;
    this.severity = severity;
    this.palette = palette;
  }

  void primary(Label label) {
    add(new Mark(label, true));
  }

  void secondary(Label label) {
    add(new Mark(label, false));
  }

  private void add(Mark mark) {
    marks.computeIfAbsent(mark.label.span().line(), line -> new ArrayList<>()).add(mark);
  }

  void appendTo(StringBuilder out) {
    frame("", out).append('\n');
    int previous = -1;
    for (Map.Entry<Integer, List<Mark>> entry : marks.entrySet()) {
      int line = entry.getKey();
      gap(previous, line, out);
      line(line, entry.getValue(), out);
      previous = line;
    }
  }

  private void gap(int previous, int line, StringBuilder out) {
    if (previous < 0) {
      return;
    }
    int skipped = line - previous - 1;
    if (skipped == 1) {
      DisplayLine shown = DisplayLine.near(file.lineText(previous + 1), 0);
      source(previous + 1, shown.around(0, 0, MAX_CELLS).text(), out);
    } else if (skipped > SILENT_GAP) {
      out.append(palette.frame("...")).append('\n');
    }
  }

  private void line(int line, List<Mark> found, StringBuilder out) {
    found.sort(Comparator.comparing((Mark mark) -> !mark.primary));
    Mark first = found.get(0);
    DisplayLine shown = DisplayLine.near(file.lineText(line), first.from());
    DisplayLine.Cut cut = shown.around(first.from(), first.to(file), MAX_CELLS);
    source(line, cut.text(), out);
    for (Mark mark : found) {
      marker(mark, shown, cut, out);
    }
  }

  private void source(int line, String text, StringBuilder out) {
    String number = Integer.toString(line);
    frame(" ".repeat(gutter - Math.min(gutter, number.length())) + number, out);
    if (!text.isBlank()) {
      out.append(' ').append(text.stripTrailing());
    }
    out.append('\n');
  }

  private void marker(Mark mark, DisplayLine shown, DisplayLine.Cut cut, StringBuilder out) {
    int from = shown.cell(mark.from()) - cut.shift();
    int to = shown.cell(mark.to(file)) - cut.shift();
    if (from < 0 || from > MAX_CELLS) {
      return;
    }
    int length = Math.max(1, Math.min(to, MAX_CELLS) - from);
    String underline = (mark.primary ? "^" : "-").repeat(length);
    String words = Visible.line(mark.label.text());
    String text = words.isEmpty() ? underline : underline + " " + words;
    frame("", out).append(' ').append(" ".repeat(from));
    out.append(mark.primary ? palette.severity(severity, text) : palette.frame(text)).append('\n');
  }

  private StringBuilder frame(String number, StringBuilder out) {
    String left = number.isEmpty() ? " ".repeat(gutter) : number;
    return out.append(palette.frame(left + " |"));
  }

  /** A label on its first line. */
  private static final class Mark {
    private final Label label;
    private final boolean primary;

    private Mark(Label label, boolean primary) {
      this.label = label;
      this.primary = primary;
    }

    /** The offset in the line at which the label starts. */
    int from() {
      return label.span().column() - 1;
    }

    /** The offset in the line at which it ends: that of the line's end where it goes on below. */
    int to(SourceFile file) {
      Span span = label.span();
      int lineLength = file.lineText(span.line()).stripTrailing().length();
      int end = from() + (span.end() - span.start());
      return Math.min(end, Math.max(lineLength, from()));
    }
  }
}
