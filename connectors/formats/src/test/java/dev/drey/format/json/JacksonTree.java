// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as Jackson reads it, with what Jackson's own tree forgets: keys that stand twice, in
 * their order, and the characters of numbers. Java's decoder says whether it is UTF-8.
 */
final class JacksonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  enum Kind {
    NULL,
    BOOLEAN,
    NUMBER,
    TEXT,
    LIST,
    OBJECT
  }

  final Kind kind;

  /** The text, or the record's characters of a number or a boolean; of the rest nothing. */
  final String text;

  /** The double that Jackson makes of a number. */
  final double number;

  /** Whether a number has a fraction or an exponent. */
  final boolean real;

  /** Empty but for objects. */
  final List<String> keys = new ArrayList<>();

  /** The elements of a list, or the values of the keys. */
  final List<JacksonTree> values = new ArrayList<>();

  private JacksonTree(Kind kind, String text, double number, boolean real) {
    this.kind = kind;
    this.text = text;
    this.number = number;
    this.real = real;
  }

  /** Null where the bytes are not one JSON value in UTF-8. */
  static @Nullable JacksonTree of(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
    return of(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  /** Null where the text is not one JSON value. */
  static @Nullable JacksonTree of(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return null;
      }
      JacksonTree tree = read(parser);
      return parser.nextToken() == null ? tree : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static JacksonTree read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT:
        JacksonTree object = new JacksonTree(Kind.OBJECT, "", 0, false);
        String key;
        while ((key = parser.nextFieldName()) != null) {
          parser.nextToken();
          object.keys.add(key);
          object.values.add(read(parser));
        }
        return object;
      case START_ARRAY:
        JacksonTree list = new JacksonTree(Kind.LIST, "", 0, false);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.values.add(read(parser));
        }
        return list;
      case VALUE_STRING:
        return new JacksonTree(Kind.TEXT, parser.getText(), 0, false);
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        boolean real = token == JsonToken.VALUE_NUMBER_FLOAT;
        return new JacksonTree(Kind.NUMBER, parser.getText(), parser.getDoubleValue(), real);
      case VALUE_TRUE:
      case VALUE_FALSE:
        return new JacksonTree(Kind.BOOLEAN, parser.getText(), 0, false);
      default:
        return new JacksonTree(Kind.NULL, "", 0, false);
    }
  }

  boolean isContainer() {
    return kind == Kind.LIST || kind == Kind.OBJECT;
  }

  /** The value of the key, of two the last one's; null where there is none. */
  @Nullable JacksonTree last(String key) {
    int at = keys.lastIndexOf(key);
    return at < 0 ? null : values.get(at);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof JacksonTree)) {
      return false;
    }
    JacksonTree tree = (JacksonTree) other;
    return kind == tree.kind
        && text.equals(tree.text)
        && keys.equals(tree.keys)
        && values.equals(tree.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, text, keys, values);
  }

  @Override
  public String toString() {
    return kind + " " + text + keys + Collections.unmodifiableList(values);
  }
}
