// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import org.yaml.snakeyaml.error.Mark;

/**
 * SnakeYAML's marks, which count code points, as spans, which count UTF-16 units. Finding one takes
 * the same time wherever it stands.
 */
final class Positions {
  private final SourceFile file;

  /** Where each code point begins, and where the text ends; empty where each is one unit. */
  private final int[] starts;

  Positions(SourceFile file) {
    this.file = file;
    String text = file.text();
    boolean oneToOne = text.chars().noneMatch(unit -> Character.isSurrogate((char) unit));
    this.starts = oneToOne ? new int[0] : starts(text);
  }

  private static int[] starts(String text) {
    int[] starts = new int[text.codePointCount(0, text.length()) + 1];
    int offset = 0;
    for (int point = 0; point < starts.length - 1; point++) {
      starts[point] = offset;
      offset += Character.charCount(text.codePointAt(offset));
    }
    starts[starts.length - 1] = offset;
    return starts;
  }

  int offset(Mark mark) {
    return offset(mark.getIndex());
  }

  /** The offset of the n-th code point. */
  int offset(int codePoints) {
    return starts.length == 0
        ? Math.min(codePoints, file.text().length())
        : starts[Math.min(codePoints, starts.length - 1)];
  }

  Span span(int start, int end) {
    int safeEnd = Math.min(end, file.text().length());
    return Span.of(file, Math.min(start, safeEnd), safeEnd);
  }

  Span span(Mark start, Mark end) {
    return span(offset(start), offset(end));
  }

  /** The character at the mark; nothing at the end of the text. */
  Span at(Mark mark) {
    int start = offset(mark);
    return span(start, start + 1);
  }

  SourceFile file() {
    return file;
  }
}
