// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.util.Objects.requireNonNull;

import dev.drey.format.RowEncoder;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.type.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Rows to JSON objects, keys in the order of the columns. NULL is written as null; a DECIMAL with
 * all digits of its scale; a time as ISO-8601 with milliseconds where they are not zero.
 */
final class JsonEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final JsonWriter.RowWriter root;
  private transient @Nullable Utf8Buffer buffer;

  JsonEncoder(RowType rowType) {
    this.root = JsonWriter.RowWriter.of(rowType);
  }

  @Override
  public void open() {
    buffer = new Utf8Buffer();
  }

  @Override
  public byte[] encode(Object[] row) {
    Utf8Buffer out = requireNonNull(buffer, "open() comes first");
    out.clear();
    root.write(row, out);
    return out.toByteArray();
  }

  @Override
  public String fileSuffix() {
    return ".jsonl";
  }
}
