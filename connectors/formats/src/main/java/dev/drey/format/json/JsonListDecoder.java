// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import java.util.ArrayList;
import java.util.List;

/** Records that are an object or a list of objects: each object is a row. */
final class JsonListDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final JsonRowReader root;
  private final JsonDocument<List<Object[]>> document;

  private JsonListDecoder(JsonRowReader root) {
    this.root = root;
    this.document = new JsonDocument<>((json, list) -> rows(root, json), true);
  }

  static JsonListDecoder of(DecoderContext context) {
    return new JsonListDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())));
  }

  private static List<Object[]> rows(JsonRowReader root, JsonScanner json)
      throws BadRecordException {
    List<Object[]> rows = new ArrayList<>();
    if (json.peek() == '{') {
      rows.add(root.read(json));
      return rows;
    }
    json.enter();
    if (!json.leave()) {
      do {
        if (json.peek() != '{') {
          throw new BadRecordException(
              "element "
                  + (rows.size() + 1)
                  + " of the record's list wants to be a JSON object but is "
                  + JsonTokens.describe(json, json.value()));
        }
        rows.add(root.read(json));
      } while (json.goesOn());
    }
    return rows;
  }

  @Override
  public void open() {
    document.open();
    root.open();
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
    List<Object[]> read = document.read(bytes, offset, length);
    if (read != null) {
      read.forEach(rows::row);
    }
  }
}
