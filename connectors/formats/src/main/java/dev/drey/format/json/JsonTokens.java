// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.text.Mismatch;

/** What a record has, in words: {@code the text "abc"}, {@code the number 12.5}, {@code a list}. */
final class JsonTokens {
  static final String LIST = "a list";

  private JsonTokens() {}

  static String describe(JsonScanner json, long value) {
    byte[] bytes = json.bytes();
    switch (bytes[JsonSpan.start(value)]) {
      case '"':
        return "the text " + Mismatch.quoted(json.texts().text(bytes, value));
      case '[':
        return LIST;
      case '{':
        return "an object";
      case 't':
      case 'f':
      case 'n':
        return JsonTexts.word(bytes, value);
      default:
        return "the number " + Mismatch.shortened(JsonTexts.word(bytes, value));
    }
  }
}
