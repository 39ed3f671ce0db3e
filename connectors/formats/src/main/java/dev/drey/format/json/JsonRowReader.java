// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Objects to {@code Object[]}: a key goes to the slot of its column, unknown keys are skipped. */
final class JsonRowReader extends JsonReader {
  private static final long serialVersionUID = 1;

  private final @Nullable Mismatch mismatch;
  private final int size;
  private final String[] names;
  private final int[] slots;
  private final Slot[] readers;
  private final HashMap<String, Integer> byName = new HashMap<>();

  private JsonRowReader(
      @Nullable Mismatch mismatch, int size, String[] names, int[] slots, Slot[] readers) {
    this.mismatch = mismatch;
    this.size = size;
    this.names = names;
    this.slots = slots;
    this.readers = readers;
    for (int i = 0; i < names.length; i++) {
      byName.put(names[i], i);
    }
  }

  /** The record itself. Its NOT NULL columns are checked where metadata has been filled in. */
  static JsonRowReader top(RowType produced, List<Integer> positions, JsonOptions options) {
    int[] slots =
        IntStream.range(0, produced.size()).filter(slot -> positions.get(slot) >= 0).toArray();
    String[] names = new String[slots.length];
    Slot[] readers = new Slot[slots.length];
    for (int i = 0; i < slots.length; i++) {
      Field field = produced.field(slots[i]);
      names[i] = field.name();
      readers[i] = Slot.of(field.type().withNullable(true), field.name(), options);
    }
    return new JsonRowReader(null, produced.size(), names, slots, readers);
  }

  static JsonRowReader nested(RowType type, Mismatch mismatch, String path, JsonOptions options) {
    int[] slots = IntStream.range(0, type.size()).toArray();
    Slot[] readers = new Slot[slots.length];
    for (Field field : type.fields()) {
      readers[type.indexOf(field.name())] =
          Slot.of(field.type(), path + "." + field.name(), options);
    }
    return new JsonRowReader(
        mismatch, type.size(), type.names().toArray(new String[0]), slots, readers);
  }

  @Override
  void open() {
    for (Slot reader : readers) {
      reader.open();
    }
  }

  @Override
  Object[] read(JsonParser parser) throws IOException, BadRecordException {
    if (parser.currentToken() != JsonToken.START_OBJECT && mismatch != null) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
    return fill(new Object[size], parser);
  }

  /** Of the row as it is, what the object does not say stays. */
  Object[] fill(Object[] row, JsonParser parser) throws IOException, BadRecordException {
    int next = 0;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      int column = find(name, next);
      parser.nextToken();
      if (column < 0) {
        parser.skipChildren();
      } else {
        row[slots[column]] = readers[column].read(parser);
        next = column + 1;
      }
    }
    if (mismatch != null) {
      checkRequired(row);
    }
    return row;
  }

  /** Producers write keys in one order, mostly the declared one: the next column is tried first. */
  private int find(String name, int next) {
    if (next < names.length && names[next].equals(name)) {
      return next;
    }
    Integer column = byName.get(name);
    return column == null ? -1 : column;
  }

  private void checkRequired(Object[] row) throws BadRecordException {
    for (int i = 0; i < readers.length; i++) {
      if (row[slots[i]] == null) {
        readers[i].checkMayBeNull();
      }
    }
  }
}
