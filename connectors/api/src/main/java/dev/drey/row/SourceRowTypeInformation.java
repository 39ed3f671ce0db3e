// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's view of what a source emits that does not fail on bad records: its rows and, among them,
 * what {@link BadRecord} makes. The next operator is chained, so that no such row is ever
 * serialized, unless somebody switches chaining off.
 */
public final class SourceRowTypeInformation extends TypeInformation<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowType rows;
  private final RowType badRows;
  private final boolean changing;

  private SourceRowTypeInformation(RowType rows, RowType badRows, boolean changing) {
    this.rows = rows;
    this.badRows = badRows;
    this.changing = changing;
  }

  public static TypeInformation<Object[]> of(RowType rows, RowType badRows) {
    return new SourceRowTypeInformation(rows, badRows, false);
  }

  /** Of rows with a {@link RowChange} behind their columns. */
  public static TypeInformation<Object[]> changing(RowType rows, RowType badRows) {
    return new SourceRowTypeInformation(rows, badRows, true);
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
  public Class<Object[]> getTypeClass() {
    return Object[].class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Object[]> createSerializer(SerializerConfig config) {
    return new SourceRowSerializer(rows, badRows, changing);
  }

  // Flink 1.20 still declares it abstract.
  @Deprecated
  @Override
  public TypeSerializer<Object[]> createSerializer(ExecutionConfig config) {
    return new SourceRowSerializer(rows, badRows, changing);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SourceRowTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceRowTypeInformation
        && rows.equals(((SourceRowTypeInformation) other).rows)
        && badRows.equals(((SourceRowTypeInformation) other).badRows)
        && changing == ((SourceRowTypeInformation) other).changing;
  }

  @Override
  public int hashCode() {
    return 31 * rows.hashCode() + badRows.hashCode();
  }

  @Override
  public String toString() {
    return (changing ? "CHANGING ROW<" : "ROW<") + rows + "> or bad";
  }
}
