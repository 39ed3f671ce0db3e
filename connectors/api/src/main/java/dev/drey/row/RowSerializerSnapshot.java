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
 * The columns of rows in a savepoint. Rows can be read as other columns where a {@link
 * RowConversion} exists: columns go by name, new ones must be nullable, types may widen.
 */
public final class RowSerializerSnapshot implements TypeSerializerSnapshot<Object[]> {
  private static final int VERSION = 1;

  private @Nullable RowType rowType;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public RowSerializerSnapshot() {}

  RowSerializerSnapshot(RowType rowType) {
    this.rowType = rowType;
  }

  RowType rowType() {
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
      throw new IOException("rows written by a later version of Drey (format " + version + ")");
    }
    rowType = RowTypeBytes.read(in);
  }

  @Override
  public TypeSerializer<Object[]> restoreSerializer() {
    return RowSerializer.restored(rowType());
  }

  @Override
  public TypeSerializerSchemaCompatibility<Object[]> resolveSchemaCompatibility(
      TypeSerializerSnapshot<Object[]> old) {
    if (!(old instanceof RowSerializerSnapshot)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    RowConversion conversion = RowConversion.of(((RowSerializerSnapshot) old).rowType(), rowType());
    if (conversion == null) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return conversion.keepsBytes()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
