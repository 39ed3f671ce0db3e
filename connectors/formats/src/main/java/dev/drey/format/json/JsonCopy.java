// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.text.Utf8Buffer;
import java.io.IOException;

/**
 * The text of an object or a list as one line: without the white space between its tokens, numbers
 * in the characters that the record has, texts escaped as {@link JsonText} does. Keys stay in their
 * order, also those that stand twice.
 */
final class JsonCopy {
  private JsonCopy() {}

  /** Called with the parser at the first token; leaves it at the last. */
  static String text(JsonParser parser) throws IOException {
    Utf8Buffer out = new Utf8Buffer();
    int depth = 0;
    boolean behindValue = false;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      if (behindValue && !token.isStructEnd()) {
        out.append(',');
      }
      behindValue = !token.isStructStart() && token != JsonToken.FIELD_NAME;
      switch (token) {
        case FIELD_NAME:
          JsonText.write(parser.getText(), out);
          out.append(':');
          break;
        case VALUE_STRING:
          JsonText.write(parser.getText(), out);
          break;
        default:
          out.appendAscii(parser.getText());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return new String(out.toByteArray(), UTF_8);
      }
    }
  }
}
