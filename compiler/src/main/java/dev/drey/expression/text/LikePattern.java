// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of LIKE: texts with {@code %} between them, in which {@code _} stands for any character
 * that does not end a line. Each text is looked for once from where the one before it ends, so the
 * work never grows beyond the product of both lengths.
 */
final class LikePattern {
  private static final int ANY = -1;
  private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

  private final List<int[]> parts = new ArrayList<>();

  /**
   * @param escape a character, or -1
   * @throws IllegalArgumentException where the escape character stands before another one than
   *     {@code %}, {@code _} and itself
   */
  LikePattern(String like, int escape) {
    int[] characters = like.codePoints().toArray();
    int[] part = new int[characters.length];
    int length = 0;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == escape) {
        i++;
        if (i == characters.length || !isEscapable(characters[i], escape)) {
          throw new IllegalArgumentException(
              "the escape character stands before a character that needs none");
        }
        part[length++] = characters[i];
      } else if (c == '%') {
        parts.add(Arrays.copyOf(part, length));
        length = 0;
      } else {
        part[length++] = c == '_' ? ANY : c;
      }
    }
    parts.add(Arrays.copyOf(part, length));
  }

  private static boolean isEscapable(int c, int escape) {
    return c == '%' || c == '_' || c == escape;
  }

  boolean matches(String value) {
    int[] text = value.codePoints().toArray();
    int last = parts.size() - 1;
    int[] first = parts.get(0);
    if (last == 0) {
      return text.length == first.length && standsAt(first, text, 0);
    }
    int[] end = parts.get(last);
    int to = text.length - end.length;
    int from = first.length;
    if (to < from || !standsAt(first, text, 0) || !standsAt(end, text, to)) {
      return false;
    }
    for (int[] part : parts.subList(1, last)) {
      while (from + part.length <= to && !standsAt(part, text, from)) {
        from++;
      }
      from += part.length;
      if (from > to) {
        return false;
      }
    }
    return true;
  }

  private static boolean standsAt(int[] part, int[] text, int offset) {
    if (offset < 0 || offset + part.length > text.length) {
      return false;
    }
    for (int i = 0; i < part.length; i++) {
      int c = text[offset + i];
      if (part[i] == ANY ? LINE_ENDS.indexOf(c) >= 0 : part[i] != c) {
        return false;
      }
    }
    return true;
  }
}
