// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.text.Utf8Buffer;

/**
 * Texts in quotes, escaped as RFC 8259 wants it and no further: other than quotes, backslashes and
 * control characters everything stands for itself. An unpaired surrogate, which UTF-8 has no bytes
 * for, is written as its escape and so survives.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static void write(String text, Utf8Buffer out) {
    out.append('"');
    int length = text.length();
    int i = out.appendPlain(text, 0);
    while (i < length) {
      char c = text.charAt(i);
      if (c < 0x80) {
        escape(c, out);
      } else if (!Character.isSurrogate(c)) {
        out.appendCodePoint(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.appendCodePoint(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        unicodeEscape(c, out);
      }
      i = out.appendPlain(text, i + 1);
    }
    out.append('"');
  }

  private static void escape(char c, Utf8Buffer out) {
    int named = "\"\\\n\r\t\b\f".indexOf(c);
    if (named >= 0) {
      out.append('\\');
      out.append("\"\\nrtbf".charAt(named));
    } else {
      unicodeEscape(c, out);
    }
  }

  private static void unicodeEscape(char c, Utf8Buffer out) {
    out.append('\\');
    out.append('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
