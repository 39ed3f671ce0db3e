// SPDX-License-Identifier: Apache-2.0
package dev.drey.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a spec under the name that messages show. Offsets are UTF-16 positions in the text,
 * from 0; lines and columns count from 1, columns in UTF-16 units.
 */
public final class SourceFile {
  private final String name;
  private final String text;
  private final int[] lineStarts;
  private final Optional<Path> folder;

  private SourceFile(String name, String text, Optional<Path> folder) {
    this.name = name;
    this.folder = folder;
    this.text = text;
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        starts.add(i + 1);
      }
    }
    this.lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * @param name as messages show it, mostly a path
   */
  public static SourceFile of(String name, String text) {
    return new SourceFile(name, text, Optional.empty());
  }

  /** The same text as that of a file in this folder, to which paths in it are relative. */
  public SourceFile in(Path newFolder) {
    return new SourceFile(name, text, Optional.of(newFolder));
  }

  /** Empty where the text does not come from a file. */
  public Optional<Path> folder() {
    return folder;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, from 1, on which the offset stands. */
  public int line(int offset) {
    int low = 0;
    int high = lineStarts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  /** The column, from 1, at which the offset stands. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /** The text of a line, from 1, without its end. */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The whole text as a span. */
  public Span all() {
    return Span.of(this, 0, text.length());
  }

  @Override
  public String toString() {
    return name;
  }
}
