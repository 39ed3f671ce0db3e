// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The characters of texts that a {@link JsonScanner} has passed, so that nothing is checked again.
 * An unpaired surrogate that is written as an escape stays one. For one thread.
 */
final class JsonTexts {
  private static final String NAMED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  private static final int FEW = 1 << 16;

  private char[] chars = new char[64];

  /** The text whose quotes stand at both ends of the span. */
  String text(byte[] bytes, long span) {
    int start = JsonSpan.start(span) + 1;
    if (!JsonSpan.isMarked(span)) {
      return new String(bytes, start, JsonSpan.end(span) - 1 - start, UTF_8);
    }
    // Before the characters are looked at: filling may have taken other ones for a longer text.
    int count = fill(bytes, span);
    return new String(chars, 0, count);
  }

  /** The record's own characters for a number, a boolean or null. */
  static String word(byte[] bytes, long span) {
    int start = JsonSpan.start(span);
    return new String(bytes, start, JsonSpan.end(span) - start, ISO_8859_1);
  }

  /** What {@link #fill} has filled, from the first on. */
  char[] chars() {
    return chars;
  }

  /** Puts the characters of the text into {@link #chars} and gives their count. */
  int fill(byte[] bytes, long span) {
    int at = JsonSpan.start(span) + 1;
    int end = JsonSpan.end(span) - 1;
    reserve(end - at);
    int count = 0;
    while (at < end) {
      int first = bytes[at];
      if (first >= 0 && first != '\\') {
        chars[count++] = (char) first;
        at++;
      } else if (first < 0) {
        int size = first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
        count += Character.toChars(codePoint(bytes, at, size), chars, count);
        at += size;
      } else if (bytes[at + 1] == 'u') {
        chars[count++] = escaped(bytes, at + 2);
        at += 6;
      } else {
        chars[count++] = MEANT.charAt(NAMED.indexOf(bytes[at + 1]));
        at += 2;
      }
    }
    return count;
  }

  /** There are no more characters than bytes. What one huge text took is not kept for the rest. */
  private void reserve(int bytes) {
    if (chars.length < bytes) {
      chars = new char[bytes > FEW ? bytes : Integer.highestOneBit(bytes) << 1];
    } else if (chars.length > 2 * FEW && bytes <= FEW) {
      chars = new char[FEW];
    }
  }

  private static int codePoint(byte[] bytes, int at, int size) {
    int point = bytes[at] & (0xFF >> (size + 1));
    for (int i = 1; i < size; i++) {
      point = (point << 6) | (bytes[at + i] & 0x3F);
    }
    return point;
  }

  private static char escaped(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 4) | Character.digit(bytes[at + i], 16);
    }
    return (char) value;
  }
}
