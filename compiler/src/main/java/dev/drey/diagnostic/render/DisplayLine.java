// SPDX-License-Identifier: Apache-2.0
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

  /** How much of a line is looked at on either side of a place: more than anybody is shown. */
  private static final int NEAR = 2_000;

  private final int base;
  private final String text;
  private final int[] charOfOffset;
  private final int[] cellOfOffset;

  private DisplayLine(int base, String text, int[] charOfOffset, int[] cellOfOffset) {
    this.base = base;
    this.text = text;
    this.charOfOffset = charOfOffset;
    this.cellOfOffset = cellOfOffset;
  }

  static DisplayLine of(String source) {
    return of(source, 0);
  }

  /** What is near an offset of a line that may be as long as a file. */
  static DisplayLine near(String source, int offset) {
    int from = whole(source, Math.max(0, Math.min(offset, source.length()) - NEAR));
    int to = whole(source, Math.min(source.length(), Math.max(0, offset) + NEAR));
    return of(source.substring(from, to), from);
  }

  /** The offset, or the one before where a character of two units would be cut. */
  private static int whole(String source, int offset) {
    boolean inside =
        offset > 0
            && offset < source.length()
            && Character.isSurrogatePair(source.charAt(offset - 1), source.charAt(offset));
    return inside ? offset - 1 : offset;
  }

  private static DisplayLine of(String source, int base) {
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
        boolean hidden = Visible.isHidden(codePoint);
        String text = hidden ? Visible.number(codePoint) : Character.toString(codePoint);
        shown.append(text);
        cell += hidden ? text.length() : CharacterWidth.of(codePoint);
      }
      i += length;
    }
    chars[source.length()] = shown.length();
    cells[source.length()] = cell;
    return new DisplayLine(base, shown.toString(), chars, cells);
  }

  String text() {
    return text;
  }

  /** The cell, from 0, at which the character at this offset of the source starts. */
  int cell(int offset) {
    return cellOfOffset[Math.min(Math.max(offset - base, 0), cellOfOffset.length - 1)];
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
