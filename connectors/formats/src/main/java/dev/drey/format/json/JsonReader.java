// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.type.DataType;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of a type. Called with the parser at the value's first token, which is no null;
 * leaves it at the last.
 */
abstract class JsonReader implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * @param path the value's place for messages: {@code tags[*].name}
   */
  static JsonReader of(DataType type, String path, JsonOptions options) {
    Mismatch mismatch = Mismatch.of(path, type);
    switch (type.kind()) {
      case ROW:
        return JsonRowReader.nested(type.row(), mismatch, path, options);
      case ARRAY:
        return new ListReader(mismatch, Slot.of(type.element(), path + "[*]", options));
      case MAP:
        return new MapReader(
            mismatch,
            ScalarText.of(
                type.key(), Mismatch.of(path + "[*]", type.key()), options.truncateTimes()),
            Slot.of(type.element(), path + "[*]", options));
      default:
        return new JsonScalarReader(type, mismatch, options);
    }
  }

  /** Called once before the first value. */
  void open() {}

  abstract Object read(JsonParser parser) throws IOException, BadRecordException;

  /** Where a value or a null may stand. */
  static final class Slot implements Serializable {
    private static final long serialVersionUID = 1;

    private final JsonReader reader;
    private final boolean nullable;
    private final Mismatch mismatch;

    private Slot(JsonReader reader, boolean nullable, Mismatch mismatch) {
      this.reader = reader;
      this.nullable = nullable;
      this.mismatch = mismatch;
    }

    static Slot of(DataType type, String path, JsonOptions options) {
      return new Slot(JsonReader.of(type, path, options), type.nullable(), Mismatch.of(path, type));
    }

    void open() {
      reader.open();
    }

    @Nullable Object read(JsonParser parser) throws IOException, BadRecordException {
      if (parser.currentToken() != JsonToken.VALUE_NULL) {
        return reader.read(parser);
      }
      checkMayBeNull();
      return null;
    }

    void checkMayBeNull() throws BadRecordException {
      if (!nullable) {
        throw mismatch.missing();
      }
    }
  }

  private static final class ListReader extends JsonReader {
    private static final long serialVersionUID = 1;

    private final Mismatch mismatch;
    private final Slot element;

    ListReader(Mismatch mismatch, Slot element) {
      this.mismatch = mismatch;
      this.element = element;
    }

    @Override
    void open() {
      element.open();
    }

    @Override
    Object read(JsonParser parser) throws IOException, BadRecordException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw mismatch.found(JsonTokens.describe(parser));
      }
      List<@Nullable Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(element.read(parser));
      }
      return list;
    }
  }

  private static final class MapReader extends JsonReader {
    private static final long serialVersionUID = 1;

    private final Mismatch mismatch;
    private final ScalarText key;
    private final Slot value;

    MapReader(Mismatch mismatch, ScalarText key, Slot value) {
      this.mismatch = mismatch;
      this.key = key;
      this.value = value;
    }

    @Override
    void open() {
      value.open();
    }

    @Override
    Object read(JsonParser parser) throws IOException, BadRecordException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw mismatch.found(JsonTokens.describe(parser));
      }
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      String name;
      while ((name = parser.nextFieldName()) != null) {
        char[] text = name.toCharArray();
        Object readKey = key.parse(text, 0, text.length);
        parser.nextToken();
        map.put(readKey, value.read(parser));
      }
      return map;
    }
  }
}
