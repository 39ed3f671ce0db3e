// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A byte that says whether the record is bad, then the row or the bad record's row. */
final class SourceRowSerializer extends TypeSerializer<Object[]> {
  private static final long serialVersionUID = 1;

  private final TypeSerializer<Object[]> rows;
  private final RowSerializer badRows;

  /**
   * @param changing whether a {@link RowChange} stands behind the columns of rows
   */
  SourceRowSerializer(RowType rows, RowType badRows, boolean changing) {
    this.rows = changing ? ChangingRowSerializer.of(rows) : new RowSerializer(rows);
    this.badRows = new RowSerializer(badRows);
  }

  @Override
  public void serialize(Object[] row, DataOutputView out) throws IOException {
    boolean bad = BadRecord.isBad(row);
    out.writeBoolean(bad);
    if (bad) {
      badRows.serialize(((BadRecord) row[0]).row(), out);
    } else {
      rows.serialize(row, out);
    }
  }

  @Override
  public Object[] deserialize(DataInputView in) throws IOException {
    return in.readBoolean()
        ? BadRecord.wrap(new BadRecord(badRows.deserialize(in)))
        : rows.deserialize(in);
  }

  @Override
  public Object[] deserialize(Object[] reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public Object[] copy(Object[] row) {
    return BadRecord.isBad(row)
        ? BadRecord.wrap(new BadRecord(badRows.copy(((BadRecord) row[0]).row())))
        : rows.copy(row);
  }

  @Override
  public Object[] copy(Object[] row, Object[] reuse) {
    return copy(row);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<Object[]> duplicate() {
    return this;
  }

  @Override
  public Object[] createInstance() {
    return rows.createInstance();
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** That of the rows: this serializer is for the wire only and no state is ever written by it. */
  @Override
  public TypeSerializerSnapshot<Object[]> snapshotConfiguration() {
    return rows.snapshotConfiguration();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceRowSerializer
        && rows.equals(((SourceRowSerializer) other).rows)
        && badRows.equals(((SourceRowSerializer) other).badRows);
  }

  @Override
  public int hashCode() {
    return 31 * rows.hashCode() + badRows.hashCode();
  }
}
