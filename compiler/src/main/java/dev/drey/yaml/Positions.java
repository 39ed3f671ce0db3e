package dev.drey.yaml;

import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import org.yaml.snakeyaml.error.Mark;

/** SnakeYAML's marks, which count code points, as spans, which count UTF-16 units. */
final class Positions {
  private final SourceFile file;
  private final boolean oneToOne;

  Positions(SourceFile file) {
    this.file = file;
    this.oneToOne = file.text().chars().noneMatch(unit -> Character.isSurrogate((char) unit));
  }

  int offset(Mark mark) {
    return offset(mark.getIndex());
  }

  /** The offset of the n-th code point. */
  int offset(int codePoints) {
    int length = file.text().length();
    return oneToOne
        ? Math.min(codePoints, length)
        : file.text()
            .offsetByCodePoints(0, Math.min(codePoints, file.text().codePointCount(0, length)));
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
