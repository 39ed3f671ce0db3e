// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Records that are an object or a list of objects: each object is a row. */
final class JsonListDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final JsonRowReader root;
  private final JsonDocument<List<Object[]>> document;

  private JsonListDecoder(JsonRowReader root) {
    this.root = root;
    this.document = new JsonDocument<>(parser -> rows(root, parser), true);
  }

  static JsonListDecoder of(DecoderContext context) {
    return new JsonListDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())));
  }

  private static List<Object[]> rows(JsonRowReader root, JsonParser parser)
      throws IOException, BadRecordException {
    List<Object[]> rows = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      rows.add(root.read(parser));
      return rows;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new BadRecordException(
            "element "
                + (rows.size() + 1)
                + " of the record's list wants to be a JSON object but is "
                + JsonTokens.describe(parser));
      }
      rows.add(root.read(parser));
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
