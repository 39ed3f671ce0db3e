// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import java.io.IOException;
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

  /** The object at hand, which may be null. */
  static boolean isThere(JsonParser parser, String place) throws IOException, BadRecordException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new BadRecordException(
          place + " wants to be an object or null but is " + JsonTokens.describe(parser));
    }
    return true;
  }

  /** The text at hand; null where there is none. */
  static @Nullable String text(JsonParser parser, String place)
      throws IOException, BadRecordException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new BadRecordException(
          place + " wants to be a text but is " + JsonTokens.describe(parser));
    }
    return parser.getText();
  }
}
