// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Keys to bytes and back: as rows of the key columns. Equal keys have equal bytes. */
public final class RowKeySerializer extends TypeSerializer<RowKey> {
  private static final long serialVersionUID = 1;

  private final RowSerializer rows;

  RowKeySerializer(RowType rowType) {
    this.rows = new RowSerializer(rowType);
  }

  @Override
  public void serialize(RowKey key, DataOutputView out) throws IOException {
    rows.serialize(key.values(), out);
  }

  @Override
  public RowKey deserialize(DataInputView in) throws IOException {
    return new RowKey(rows.deserialize(in));
  }

  @Override
  public RowKey deserialize(RowKey reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RowKey createInstance() {
    return new RowKey(rows.createInstance());
  }

  @Override
  public RowKey copy(RowKey key) {
    return key;
  }

  @Override
  public RowKey copy(RowKey key, RowKey reuse) {
    return key;
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    rows.copy(in, out);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializer<RowKey> duplicate() {
    return this;
  }

  @Override
  public TypeSerializerSnapshot<RowKey> snapshotConfiguration() {
    return new RowKeySerializerSnapshot(rows.rowType());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKeySerializer && rows.equals(((RowKeySerializer) other).rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }
}
