// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import org.jspecify.annotations.Nullable;

/** Records of changes in JSON: one says what was done to a row, so it may give none or two. */
abstract class ChangeLogDecoder<T> implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final JsonRowReader columns;
  private final JsonDocument<T> document;

  ChangeLogDecoder(JsonRowReader columns, JsonDocument<T> document) {
    this.columns = columns;
    this.document = document;
  }

  @Override
  public void open() {
    document.open();
    columns.open();
  }

  @Override
  public boolean marksChanges() {
    return true;
  }

  @Override
  public boolean hasSeveralRows() {
    return true;
  }

  @Override
  public Object[] decode(byte[] bytes, int offset, int length) {
    throw new IllegalStateException("a record may have several rows");
  }

  @Override
  public void decodeAll(byte[] bytes, int offset, int length, RowOutput rows)
      throws BadRecordException {
    T event = document.read(bytes, offset, length);
    if (event != null) {
      emit(event, rows);
    }
  }

  abstract void emit(T event, RowOutput rows) throws BadRecordException;

  static String key(JsonScanner json) throws BadRecordException {
    return json.texts().text(json.bytes(), json.key());
  }

  /**
   * The next value: passed, and its row made; null where it is null.
   *
   * @param row what its columns go into
   */
  static Object @Nullable [] row(
      JsonScanner json, JsonRowReader columns, Object[] row, String place)
      throws BadRecordException {
    long value = columns.pass(json);
    return isThere(json, value, place) ? columns.fill(row, json) : null;
  }

  /** Whether there is an object, which may be null. */
  static boolean isThere(JsonScanner json, long value, String place) throws BadRecordException {
    int first = json.bytes()[JsonSpan.start(value)];
    if (first != '{' && first != 'n') {
      throw new BadRecordException(
          place + " wants to be an object or null but is " + JsonTokens.describe(json, value));
    }
    return first == '{';
  }

  /** The next value, which is a text; null where it is null. */
  static @Nullable String text(JsonScanner json, String place) throws BadRecordException {
    long value = json.value();
    int first = json.bytes()[JsonSpan.start(value)];
    if (first != '"' && first != 'n') {
      throw new BadRecordException(
          place + " wants to be a text but is " + JsonTokens.describe(json, value));
    }
    return first == 'n' ? null : json.texts().text(json.bytes(), value);
  }
}
