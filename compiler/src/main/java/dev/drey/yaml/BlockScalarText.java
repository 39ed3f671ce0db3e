// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the value of a literal ({@code |}) or folded ({@code >}) scalar with the offsets of its
 * characters: section 8.1 of the YAML specification, in the reading of SnakeYAML.
 */
final class BlockScalarText {
  /** More than any indentation that the depth limit lets through with sane text. */
  private static final int MAX_INDENT = 400;

  private final String source;
  private final boolean folded;
  private final RebuiltText built = new RebuiltText();
  private char chomping = ' ';
  private boolean explicitIndent;
  private int at;
  private RebuiltText breaks = new RebuiltText();

  private BlockScalarText(String source, int start) {
    this.source = source;
    this.folded = source.charAt(start) == '>';
    this.at = start + 1;
  }

  /**
   * @param start where {@code |} or {@code >} stands
   * @param expected the value; with an indentation indicator, which counts from an indentation that
   *     the scalar does not show, it decides between the possible ones
   * @return null where the value cannot be rebuilt
   */
  static @Nullable RebuiltText read(String source, int start, String expected) {
    BlockScalarText first = new BlockScalarText(source, start);
    first.header();
    if (!first.explicitIndent) {
      return first.lines(first.detectIndent());
    }
    for (int indent = 1; indent <= MAX_INDENT; indent++) {
      BlockScalarText trial = new BlockScalarText(source, start);
      trial.header();
      RebuiltText text = trial.lines(indent);
      if (text.text().equals(expected)) {
        return text;
      }
    }
    return null;
  }

  private void header() {
    while (at < source.length() && !LineBreaks.isBreak(source.charAt(at))) {
      char c = source.charAt(at++);
      if (c == '+' || c == '-') {
        chomping = c;
      } else if (c >= '1' && c <= '9') {
        explicitIndent = true;
      } else if (c == '#') {
        skipLine();
      }
    }
    if (at < source.length()) {
      at = LineBreaks.after(source, at);
    }
  }

  private void skipLine() {
    while (at < source.length() && !LineBreaks.isBreak(source.charAt(at))) {
      at++;
    }
  }

  /** The indentation of the first line that is not empty, or of the longest empty one before it. */
  private int detectIndent() {
    int widest = 0;
    int column = 0;
    for (int i = at; i < source.length(); ) {
      char c = source.charAt(i);
      if (c == ' ') {
        column++;
        i++;
      } else if (LineBreaks.isBreak(c)) {
        i = LineBreaks.after(source, i);
        column = 0;
      } else {
        break;
      }
      widest = Math.max(widest, column);
    }
    return Math.max(1, widest);
  }

  private RebuiltText lines(int indent) {
    int lastBreak = -1;
    int column = emptyLines(indent);
    while (column == indent && at < source.length()) {
      built.addAll(breaks);
      boolean startsWithText = !isBlank(at);
      while (at < source.length() && !LineBreaks.isBreak(source.charAt(at))) {
        built.add(source.charAt(at), at++);
      }
      lastBreak = at < source.length() ? at : -1;
      if (lastBreak >= 0) {
        at = LineBreaks.after(source, at);
      }
      column = emptyLines(indent);
      if (column != indent || at >= source.length()) {
        break;
      }
      betweenLines(lastBreak, startsWithText && !isBlank(at));
    }
    chomp(lastBreak);
    return built;
  }

  /** The line end between two lines that are not empty: folded between lines of plain text. */
  private void betweenLines(int lastBreak, boolean betweenText) {
    if (lastBreak < 0) {
      return;
    }
    char value = LineBreaks.value(source, lastBreak);
    if (!folded || value != '\n' || !betweenText) {
      built.add(value, lastBreak);
    } else if (breaks.length() == 0) {
      built.add(' ', lastBreak);
    }
  }

  private void chomp(int lastBreak) {
    if (chomping != '-' && lastBreak >= 0) {
      built.add(LineBreaks.value(source, lastBreak), lastBreak);
    }
    if (chomping == '+') {
      built.addAll(breaks);
    }
  }

  /** Skips empty lines and the indentation after them, and says how far that one reaches. */
  private int emptyLines(int indent) {
    breaks = new RebuiltText();
    while (true) {
      int column = 0;
      while (column < indent && at < source.length() && source.charAt(at) == ' ') {
        column++;
        at++;
      }
      if (!LineBreaks.isBreakAt(source, at)) {
        return column;
      }
      breaks.add(LineBreaks.value(source, at), at);
      at = LineBreaks.after(source, at);
    }
  }

  private boolean isBlank(int offset) {
    return source.charAt(offset) == ' ' || source.charAt(offset) == '\t';
  }
}
