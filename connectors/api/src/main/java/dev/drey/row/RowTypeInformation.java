// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's view of rows of a {@link RowType}: {@code Object[]} with our serializer; where the rows
 * change each other, with a {@link RowChange} behind the columns.
 */
public final class RowTypeInformation extends TypeInformation<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowType rowType;
  private final boolean changing;

  private RowTypeInformation(RowType rowType, boolean changing) {
    this.rowType = rowType;
    this.changing = changing;
  }

  public static TypeInformation<Object[]> of(RowType rowType) {
    return new RowTypeInformation(rowType, false);
  }

  /** Of rows with a {@link RowChange} behind their columns. */
  public static TypeInformation<Object[]> changing(RowType rowType) {
    return new RowTypeInformation(rowType, true);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  /** One: Flink's field expressions do not look into our rows. */
  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Object[]> getTypeClass() {
    return Object[].class;
  }

  /** No: arrays have no equality of their own. Rows are grouped by {@link RowKey}. */
  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Object[]> createSerializer(SerializerConfig config) {
    return serializer();
  }

  // Flink 1.20 still declares it abstract.
  @Deprecated
  @Override
  public TypeSerializer<Object[]> createSerializer(ExecutionConfig config) {
    return serializer();
  }

  private TypeSerializer<Object[]> serializer() {
    return changing ? ChangingRowSerializer.of(rowType) : new RowSerializer(rowType);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RowTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowTypeInformation
        && rowType.equals(((RowTypeInformation) other).rowType)
        && changing == ((RowTypeInformation) other).changing;
  }

  @Override
  public int hashCode() {
    return rowType.hashCode();
  }

  @Override
  public String toString() {
    return (changing ? "CHANGING ROW<" : "ROW<") + rowType + ">";
  }
}
