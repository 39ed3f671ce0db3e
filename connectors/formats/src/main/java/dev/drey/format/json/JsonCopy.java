// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Utf8Buffer;

/**
 * The text of an object or a list as one line: without the white space between its tokens, numbers
 * in the characters that the record has, texts escaped as {@link JsonText} does. Keys stay in their
 * order, also those that stand twice.
 */
final class JsonCopy {
  private JsonCopy() {}

  /** Of an object or a list that the scanner has passed. */
  static String text(JsonScanner json, long value) throws BadRecordException {
    byte[] bytes = json.bytes();
    Utf8Buffer out = new Utf8Buffer();
    int back = json.at();
    json.goTo(JsonSpan.start(value));
    int end = JsonSpan.end(value);
    while (json.at() < end) {
      int next = json.peek();
      if ("{}[]:,".indexOf(next) >= 0) {
        out.append(next);
        json.goTo(json.at() + 1);
      } else {
        copy(json, bytes, json.value(), out);
      }
    }
    json.goTo(back);
    return new String(out.toByteArray(), UTF_8);
  }

  private static void copy(JsonScanner json, byte[] bytes, long scalar, Utf8Buffer out) {
    if (JsonSpan.isMarked(scalar) && bytes[JsonSpan.start(scalar)] == '"') {
      JsonText.write(json.texts().text(bytes, scalar), out);
    } else {
      int start = JsonSpan.start(scalar);
      out.append(bytes, start, JsonSpan.end(scalar) - start);
    }
  }
}
