// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import static java.util.Objects.requireNonNull;

import dev.drey.type.RowType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The key columns of state in a savepoint. Flink cannot migrate keys, so other columns, in name or
 * in bytes, are incompatible: by another column it would be another group's state.
 */
public final class RowKeySerializerSnapshot implements TypeSerializerSnapshot<RowKey> {
  private static final int VERSION = 1;

  private @Nullable RowType rowType;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public RowKeySerializerSnapshot() {}

  RowKeySerializerSnapshot(RowType rowType) {
    this.rowType = rowType;
  }

  private RowType rowType() {
    return requireNonNull(rowType, "readSnapshot() comes first");
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    RowTypeBytes.write(rowType(), out);
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    if (version != VERSION) {
      throw new IOException("keys written by a later version of Drey (format " + version + ")");
    }
    rowType = RowTypeBytes.read(in);
  }

  @Override
  public TypeSerializer<RowKey> restoreSerializer() {
    return new RowKeySerializer(rowType());
  }

  @Override
  public TypeSerializerSchemaCompatibility<RowKey> resolveSchemaCompatibility(
      TypeSerializerSnapshot<RowKey> old) {
    if (!(old instanceof RowKeySerializerSnapshot)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    RowConversion conversion =
        RowConversion.of(((RowKeySerializerSnapshot) old).rowType(), rowType());
    return conversion != null && conversion.keepsBytes()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
