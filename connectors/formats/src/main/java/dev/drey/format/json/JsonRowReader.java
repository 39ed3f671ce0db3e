// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Objects to {@code Object[]}: a key goes to the slot of its column, unknown keys are passed. */
final class JsonRowReader extends JsonReader implements JsonDocument.Reading<Object[]> {
  private static final long serialVersionUID = 1;

  private final @Nullable Mismatch mismatch;
  private final int size;
  private final String[] names;
  private final int[] slots;
  private final Slot[] readers;

  /** Where the object that was passed last has each column. */
  private final long[] values;

  private transient @Nullable JsonKeys keys;

  private JsonRowReader(
      @Nullable Mismatch mismatch, int size, String[] names, int[] slots, Slot[] readers) {
    this.mismatch = mismatch;
    this.size = size;
    this.names = names;
    this.slots = slots;
    this.readers = readers;
    this.values = new long[names.length];
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
    keys = new JsonKeys(names);
    for (Slot reader : readers) {
      reader.open();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // keys: open() comes first, and this for every record
  public long pass(JsonScanner json) throws BadRecordException {
    if (json.peek() != '{') {
      return json.value();
    }
    int start = json.at();
    Arrays.fill(values, JsonSpan.ABSENT);
    json.enter();
    if (!json.leave()) {
      int column = keys.first(json);
      while (column != JsonKeys.END) {
        if (column == JsonKeys.NO_COLUMN) {
          json.value();
        } else {
          values[column] = readers[column].pass(json);
        }
        column = keys.next(json);
      }
    }
    return JsonSpan.of(start, json.at(), false);
  }

  @Override
  public Object[] make(JsonScanner json, long value) throws BadRecordException {
    if (mismatch != null && json.bytes()[JsonSpan.start(value)] != '{') {
      throw mismatch.found(JsonTokens.describe(json, value));
    }
    return fill(new Object[size], json);
  }

  /** Passes the object that comes next and makes its row. */
  Object[] read(JsonScanner json) throws BadRecordException {
    return make(json, pass(json));
  }

  /** The object that was passed last, in the row as it is: what it does not say stays. */
  Object[] fill(Object[] row, JsonScanner json) throws BadRecordException {
    for (int i = 0; i < readers.length; i++) {
      if (values[i] != JsonSpan.ABSENT) {
        row[slots[i]] = readers[i].make(json, values[i]);
      }
    }
    if (mismatch != null) {
      checkRequired(row);
    }
    return row;
  }

  private void checkRequired(Object[] row) throws BadRecordException {
    for (int i = 0; i < readers.length; i++) {
      if (row[slots[i]] == null) {
        readers[i].checkMayBeNull();
      }
    }
  }
}
