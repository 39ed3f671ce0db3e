// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a stream that changes: a byte that says whether the row is a delete, then its columns as
 * {@link RowSerializer} writes them.
 */
final class ChangingRowSerializer extends TypeSerializer<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowSerializer rows;

  /** The same bytes, for rows of which the key's columns alone must be there. */
  private final RowSerializer deletes;

  ChangingRowSerializer(RowSerializer rows) {
    this.rows = rows;
    this.deletes = rows.nullable();
  }

  static ChangingRowSerializer of(RowType rowType) {
    return new ChangingRowSerializer(new RowSerializer(rowType));
  }

  RowSerializer rows() {
    return rows;
  }

  private RowSerializer of(RowChange change) {
    return change == RowChange.DELETE ? deletes : rows;
  }

  @Override
  public void serialize(Object[] row, DataOutputView out) throws IOException {
    RowChange change = RowChange.in(row);
    out.writeBoolean(change == RowChange.DELETE);
    of(change).serialize(RowChange.columns(row), out);
  }

  @Override
  public Object[] deserialize(DataInputView in) throws IOException {
    RowChange change = in.readBoolean() ? RowChange.DELETE : RowChange.PUT;
    return change.of(of(change).deserialize(in));
  }

  @Override
  public Object[] deserialize(Object[] reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public Object[] copy(Object[] row) {
    RowChange change = RowChange.in(row);
    return change.of(of(change).copy(RowChange.columns(row)));
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
  public Object[] createInstance() {
    return RowChange.PUT.of(rows.createInstance());
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** This one: what it holds is shared by threads without harm. */
  @Override
  public TypeSerializer<Object[]> duplicate() {
    return this;
  }

  @Override
  public TypeSerializerSnapshot<Object[]> snapshotConfiguration() {
    return new ChangingRowSerializerSnapshot(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChangingRowSerializer
        && rows.equals(((ChangingRowSerializer) other).rows);
  }

  @Override
  public int hashCode() {
    return ~rows.hashCode();
  }

  @Override
  public String toString() {
    return "changing " + rows;
  }
}
