// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects to rows: only the values of produced columns are made, the rest is passed over. Of a
 * key that stands twice the last value holds.
 */
final class JsonDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final JsonRowReader root;
  private final JsonDocument<Object[]> document;

  private JsonDecoder(JsonRowReader root) {
    this.root = root;
    this.document = new JsonDocument<>(root);
  }

  static JsonDecoder of(DecoderContext context) {
    return new JsonDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())));
  }

  @Override
  public void open() {
    document.open();
    root.open();
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    return document.read(bytes, offset, length);
  }
}
