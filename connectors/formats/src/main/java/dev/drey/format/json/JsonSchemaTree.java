// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.TypeImportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a schema as maps, lists, texts, numbers and booleans, in its order. */
final class JsonSchemaTree {
  private JsonSchemaTree() {}

  static @Nullable Object of(String json) throws TypeImportException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() == null) {
        throw new TypeImportException("this schema is empty", TypeImportException.NOWHERE);
      }
      Object tree = value(parser);
      if (parser.nextToken() != null) {
        throw new TypeImportException(
            "this schema goes on behind its end", (int) parser.currentLocation().getCharOffset());
      }
      return tree;
    } catch (JsonProcessingException e) {
      int offset = e.getLocation() == null ? -1 : (int) e.getLocation().getCharOffset();
      throw new TypeImportException("this schema is no JSON: " + e.getOriginalMessage(), offset);
    } catch (IOException e) {
      throw new IllegalStateException("a text is read without a file", e);
    }
  }

  static @Nullable Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextFieldName()) != null) {
          parser.nextToken();
          map.put(name, value(parser));
        }
        return map;
      case START_ARRAY:
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        return list;
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return parser.getDecimalValue();
      case VALUE_TRUE:
      case VALUE_FALSE:
        return parser.getBooleanValue();
      case VALUE_NULL:
        return null;
      default:
        return parser.getText();
    }
  }
}
