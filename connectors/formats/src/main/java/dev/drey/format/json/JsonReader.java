// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.type.DataType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of a type, in two steps: {@link #pass} goes over it and notes where it is, {@link
 * #make} makes it. So nothing is made of a record that is cut off, and of a key that stands twice
 * the last value alone.
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

  /** Passes the value that comes next, whatever it is. */
  public long pass(JsonScanner json) throws BadRecordException {
    return json.value();
  }

  /** The value that was passed last, which is no null. */
  public abstract Object make(JsonScanner json, long value) throws BadRecordException;

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

    long pass(JsonScanner json) throws BadRecordException {
      return reader.pass(json);
    }

    @Nullable Object make(JsonScanner json, long value) throws BadRecordException {
      if (json.bytes()[JsonSpan.start(value)] != 'n') {
        return reader.make(json, value);
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
    public Object make(JsonScanner json, long value) throws BadRecordException {
      if (json.bytes()[JsonSpan.start(value)] != '[') {
        throw mismatch.found(JsonTokens.describe(json, value));
      }
      List<@Nullable Object> list = new ArrayList<>();
      int back = json.at();
      json.goTo(JsonSpan.start(value));
      json.enter();
      if (!json.leave()) {
        do {
          list.add(element.make(json, element.pass(json)));
        } while (json.goesOn());
      }
      json.goTo(back);
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
    public Object make(JsonScanner json, long object) throws BadRecordException {
      if (json.bytes()[JsonSpan.start(object)] != '{') {
        throw mismatch.found(JsonTokens.describe(json, object));
      }
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      int back = json.at();
      json.goTo(JsonSpan.start(object));
      json.enter();
      if (!json.leave()) {
        do {
          int length = json.texts().fill(json.bytes(), json.key());
          Object readKey = key.parse(json.texts().chars(), 0, length);
          map.put(readKey, value.make(json, value.pass(json)));
        } while (json.goesOn());
      }
      json.goTo(back);
      return map;
    }
  }
}
