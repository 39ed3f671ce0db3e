// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The columns of the rows of a stream that changes, in a savepoint: they may become others as those
 * of any rows may. State of rows that only grow is no state of rows that change, nor the other way
 * round.
 */
public final class ChangingRowSerializerSnapshot
    extends CompositeTypeSerializerSnapshot<Object[], ChangingRowSerializer> {
  private static final int VERSION = 1;

  /** For Flink, which then reads it. */
  public ChangingRowSerializerSnapshot() {}

  ChangingRowSerializerSnapshot(ChangingRowSerializer serializer) {
    super(serializer);
  }

  @Override
  protected int getCurrentOuterSnapshotVersion() {
    return VERSION;
  }

  @Override
  protected TypeSerializer<?>[] getNestedSerializers(ChangingRowSerializer serializer) {
    return new TypeSerializer<?>[] {serializer.rows()};
  }

  @Override
  protected ChangingRowSerializer createOuterSerializerWithNestedSerializers(
      TypeSerializer<?>[] nested) {
    return new ChangingRowSerializer((RowSerializer) nested[0]);
  }
}
