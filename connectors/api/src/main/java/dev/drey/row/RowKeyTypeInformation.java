// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink's view of {@link RowKey}s with these columns. */
public final class RowKeyTypeInformation extends TypeInformation<RowKey> {
  private static final long serialVersionUID = 1;

  private final RowType rowType;

  private RowKeyTypeInformation(RowType rowType) {
    this.rowType = rowType;
  }

  public static TypeInformation<RowKey> of(RowType keyColumns) {
    return new RowKeyTypeInformation(keyColumns);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<RowKey> getTypeClass() {
    return RowKey.class;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  /** No: Flink never needs keys in order here. */
  @Override
  public boolean isSortKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<RowKey> createSerializer(SerializerConfig config) {
    return new RowKeySerializer(rowType);
  }

  // Flink 1.20 still declares it abstract.
  @Deprecated
  @Override
  public TypeSerializer<RowKey> createSerializer(ExecutionConfig config) {
    return new RowKeySerializer(rowType);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RowKeyTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKeyTypeInformation
        && rowType.equals(((RowKeyTypeInformation) other).rowType);
  }

  @Override
  public int hashCode() {
    return 31 * rowType.hashCode();
  }

  @Override
  public String toString() {
    return "KEY<" + rowType + ">";
  }
}
