// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.drey.format.text.Mismatch;
import java.io.IOException;

/** What a record has, in words: {@code the text "abc"}, {@code the number 12.5}, {@code a list}. */
final class JsonTokens {
  private JsonTokens() {}

  static String describe(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING:
        return "the text " + Mismatch.quoted(parser.getText());
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return "the number " + Mismatch.shortened(parser.getText());
      case START_ARRAY:
        return "a list";
      case START_OBJECT:
        return "an object";
      default:
        return parser.getText();
    }
  }
}
