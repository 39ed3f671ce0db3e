// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Characters of a text: Unicode code points, of which some take two of Java's {@code char}s. A text
 * without such pairs is looked at no further.
 */
public final class Characters {
  private Characters() {}

  public static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Where the character at a position, from 0, starts; the end where there are not so many. */
  public static int offset(String text, long position) {
    int length = text.length();
    if (position >= length) {
      return length;
    }
    int count = count(text);
    return count == length
        ? (int) position
        : position >= count ? length : text.offsetByCodePoints(0, (int) position);
  }

  /** From one position to another, both from 0. */
  public static String between(String text, long from, long to) {
    return text.substring(offset(text, from), offset(text, to));
  }

  /** Whether a place in the text is between the two halves of one character. */
  public static boolean isWithin(String text, int offset) {
    return offset > 0
        && offset < text.length()
        && Character.isLowSurrogate(text.charAt(offset))
        && Character.isHighSurrogate(text.charAt(offset - 1));
  }

  /** Whether the text starts with the characters of a part. */
  public static boolean startsWith(String text, String part) {
    return text.startsWith(part) && !isWithin(text, part.length());
  }

  /** Whether the text ends with the characters of a part. */
  public static boolean endsWith(String text, String part) {
    return text.endsWith(part) && !isWithin(text, text.length() - part.length());
  }

  /** Where a part stands in a text from an offset on, not within a character, or -1. */
  public static int indexOf(String text, String part, int from) {
    int at = text.indexOf(part, from);
    while (at >= 0 && isWithin(text, at)) {
      at = text.indexOf(part, at + 1);
    }
    return at;
  }

  public static List<Object> list(String text) {
    List<Object> characters = new ArrayList<>();
    text.codePoints().forEach(c -> characters.add(Character.toString(c)));
    return characters;
  }
}
