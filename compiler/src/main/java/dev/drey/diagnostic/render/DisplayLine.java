package dev.drey.diagnostic.render;

import dev.drey.text.Visible;

/**
 * A source line as a terminal shows it: tabs become spaces up to the next multiple of four columns,
 * control characters become their numbers, and every UTF-16 offset of the source has its cell. A
 * wide character takes two cells, a combining one none.
 */
final class DisplayLine {
  private static final int TAB = 4;
  private static final String ELLIPSIS = "...";

  private final String text;
  private final int[] charOfOffset;
  private final int[] cellOfOffset;

  private DisplayLine(String text, int[] charOfOffset, int[] cellOfOffset) {
    this.text = text;
    this.charOfOffset = charOfOffset;
    this.cellOfOffset = cellOfOffset;
  }

  static DisplayLine of(String source) {
    StringBuilder shown = new StringBuilder();
    int[] chars = new int[source.length() + 1];
    int[] cells = new int[source.length() + 1];
    int cell = 0;
    for (int i = 0; i < source.length(); ) {
      int codePoint = source.codePointAt(i);
      int length = Character.charCount(codePoint);
      for (int k = 0; k < length; k++) {
        chars[i + k] = shown.length();
        cells[i + k] = cell;
      }
      if (codePoint == '\t') {
        int width = TAB - cell % TAB;
        shown.append(" ".repeat(width));
        cell += width;
      } else {
        String number = Visible.number(codePoint);
        boolean hidden = Visible.isHidden(codePoint);
        shown.append(hidden ? number : Character.toString(codePoint));
        cell += hidden ? number.length() : CharacterWidth.of(codePoint);
      }
      i += length;
    }
    chars[source.length()] = shown.length();
    cells[source.length()] = cell;
    return new DisplayLine(shown.toString(), chars, cells);
  }

  String text() {
    return text;
  }

  /** The cell, from 0, at which the character at this offset of the source starts. */
  int cell(int offset) {
    return cellOfOffset[Math.min(Math.max(offset, 0), cellOfOffset.length - 1)];
  }

  int width() {
    return cellOfOffset[cellOfOffset.length - 1];
  }

  /** What is left of a long line: at most {@code max} cells around the offsets, with ellipses. */
  Cut around(int from, int to, int max) {
    int last = charOfOffset.length - 1;
    if (width() <= max) {
      return new Cut(text, 0);
    }
    int room = max - 2 * ELLIPSIS.length();
    int wanted = Math.min(cell(to) - cell(from), room);
    int firstCell = Math.max(0, cell(from) - (room - wanted) / 2);
    firstCell = Math.min(firstCell, Math.max(0, width() - room));
    int start = 0;
    while (start < last && cellOfOffset[start] < firstCell) {
      start++;
    }
    int end = start;
    while (end < last && cellOfOffset[end + 1] - cellOfOffset[start] <= room) {
      end++;
    }
    String before = start == 0 ? "" : ELLIPSIS;
    String after = end == last ? "" : ELLIPSIS;
    String kept = text.substring(charOfOffset[start], charOfOffset[end]);
    return new Cut(before + kept + after, cellOfOffset[start] - before.length());
  }

  /** A piece of a line and how many cells its start is to the right of the line's. */
  static final class Cut {
    private final String text;
    private final int shift;

    private Cut(String text, int shift) {
      this.text = text;
      this.shift = shift;
    }

    String text() {
      return text;
    }

    /** May be negative, where an ellipsis is longer than what it stands for. */
    int shift() {
      return shift;
    }
  }
}
