// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

/**
 * Rebuilds the value of a plain or quoted scalar with the offsets of its characters. Line ends are
 * folded as section 6.5 of the YAML specification says: one becomes a space, n become n - 1.
 */
final class FlowScalarText {
  private final String source;
  private final int end;
  private final char quote;
  private final RebuiltText built = new RebuiltText();
  private int at;

  private FlowScalarText(String source, int start, int end, char quote) {
    this.source = source;
    this.at = start;
    this.end = end;
    this.quote = quote;
  }

  /** From the first character of a plain scalar to the end of its last. */
  static RebuiltText plain(String source, int start, int end) {
    return new FlowScalarText(source, start, end, '\0').read();
  }

  /** From the opening quote up to, and with, the closing one. */
  static RebuiltText quoted(String source, int start, int end) {
    return new FlowScalarText(source, start + 1, end - 1, source.charAt(start)).read();
  }

  private RebuiltText read() {
    while (at < end) {
      char c = source.charAt(at);
      if (c == ' ' || c == '\t' || LineBreaks.isBreak(c)) {
        blanks();
      } else if (quote == '\'' && c == '\'') {
        built.add('\'', at);
        at += 2;
      } else if (quote == '"' && c == '\\') {
        escape();
      } else {
        built.add(c, at++);
      }
    }
    return built;
  }

  /** Blanks within a line stay; blanks around line ends go, and the line ends are folded. */
  private void blanks() {
    int start = at;
    while (at < end && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
      at++;
    }
    if (at >= end || !LineBreaks.isBreak(source.charAt(at))) {
      for (int i = start; i < at; i++) {
        built.add(source.charAt(i), i);
      }
      return;
    }
    int first = at;
    at = LineBreaks.after(source, at);
    RebuiltText more = emptyLines();
    if (LineBreaks.value(source, first) != '\n') {
      built.add(LineBreaks.value(source, first), first);
    } else if (more.length() == 0) {
      built.add(' ', first);
    }
    built.addAll(more);
  }

  /** The line ends of empty lines, and the indentation of the line after them. */
  private RebuiltText emptyLines() {
    RebuiltText breaks = new RebuiltText();
    while (true) {
      while (at < end
          && (source.charAt(at) == ' ' || (quote != '\0' && source.charAt(at) == '\t'))) {
        at++;
      }
      if (at >= end || !LineBreaks.isBreak(source.charAt(at))) {
        return breaks;
      }
      breaks.add(LineBreaks.value(source, at), at);
      at = LineBreaks.after(source, at);
    }
  }

  private void escape() {
    int start = at;
    char c = source.charAt(at + 1);
    at += 2;
    if (LineBreaks.isBreak(c)) {
      at = LineBreaks.after(source, start + 1);
      built.addAll(emptyLines());
      return;
    }
    int digits = hexDigits(c);
    if (digits == 0) {
      built.add(named(c), start);
      return;
    }
    int codePoint = Integer.parseInt(source.substring(at, at + digits), 16);
    at += digits;
    for (char unit : Character.toChars(codePoint)) {
      built.add(unit, start);
    }
  }

  private static int hexDigits(char c) {
    switch (c) {
      case 'x':
        return 2;
      case 'u':
        return 4;
      case 'U':
        return 8;
      default:
        return 0;
    }
  }

  private static char named(char c) {
    int index = "0abtnvferNL_P".indexOf(c);
    // NUL, bell, backspace, tab, LF, VT, FF, escape, CR, NEL, LS, no-break space, PS.
    return index < 0 ? c : "\0\u0007\b\t\n\u000b\f\u001b\r\u0085\u2028\u00a0\u2029".charAt(index);
  }
}
