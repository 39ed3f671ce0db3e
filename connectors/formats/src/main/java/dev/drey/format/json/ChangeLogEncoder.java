// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.drey.format.RowEncoder;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.row.RowChange;
import dev.drey.type.RowType;
import org.jspecify.annotations.Nullable;

/** Rows to records of changes: the row, between what says that it is put and that it is deleted. */
final class ChangeLogEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final JsonWriter.RowWriter columns;
  private final int size;
  private final byte[][] put;
  private final byte[][] delete;
  private transient @Nullable Utf8Buffer buffer;

  private ChangeLogEncoder(RowType rowType, byte[][] put, byte[][] delete) {
    this.columns = JsonWriter.RowWriter.of(rowType);
    this.size = rowType.size();
    this.put = put;
    this.delete = delete;
  }

  static ChangeLogEncoder debezium(RowType rowType) {
    return new ChangeLogEncoder(
        rowType,
        around("{\"before\":null,\"after\":", ",\"op\":\"c\"}"),
        around("{\"before\":", ",\"after\":null,\"op\":\"d\"}"));
  }

  static ChangeLogEncoder maxwell(RowType rowType) {
    return new ChangeLogEncoder(
        rowType,
        around("{\"data\":", ",\"type\":\"insert\"}"),
        around("{\"data\":", ",\"type\":\"delete\"}"));
  }

  private static byte[][] around(String before, String after) {
    return new byte[][] {before.getBytes(UTF_8), after.getBytes(UTF_8)};
  }

  @Override
  public void open() {
    buffer = new Utf8Buffer();
  }

  @Override
  public boolean marksChanges() {
    return true;
  }

  @Override
  public byte[] encode(Object[] row) {
    boolean ends = row.length > size && RowChange.in(row) == RowChange.DELETE;
    byte[][] around = ends ? delete : put;
    Utf8Buffer out = requireNonNull(buffer, "open() comes first");
    out.clear();
    out.append(around[0]);
    columns.write(row, out);
    out.append(around[1]);
    return out.toByteArray();
  }

  @Override
  public String fileSuffix() {
    return ".jsonl";
  }
}
