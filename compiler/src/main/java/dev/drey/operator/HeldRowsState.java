// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowSerializer;
import java.io.InputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.OperatorStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.util.StateMigrationException;

/**
 * {@link HeldRows} in snapshots, as raw state of an operator, with their columns: not as a list
 * state, which Flink keeps in memory whole.
 */
final class HeldRowsState {
  private final RowSerializer serializer;
  private final String what;

  /**
   * @param what messages call the rows
   */
  HeldRowsState(RowSerializer serializer, String what) {
    this.serializer = serializer;
    this.what = what;
  }

  void restore(HeldRows rows, StateInitializationContext context, ClassLoader classes)
      throws Exception {
    for (StatePartitionStreamProvider written : context.getRawOperatorStateInputs()) {
      try (InputStream in = written.getStream()) {
        restore(rows, in, classes);
      }
    }
  }

  private void restore(HeldRows rows, InputStream in, ClassLoader classes) throws Exception {
    TypeSerializerSnapshot<Object[]> before =
        TypeSerializerSnapshot.readVersionedSnapshot(new DataInputViewStreamWrapper(in), classes);
    if (serializer.snapshotConfiguration().resolveSchemaCompatibility(before).isIncompatible()) {
      throw new StateMigrationException(what + " cannot become rows of " + serializer.rowType());
    }
    TypeSerializer<Object[]> reader = before.restoreSerializer();
    rows.readFrom(in, bytes -> serializer.current(reader.deserialize(bytes)));
  }

  void write(HeldRows rows, StateSnapshotContext context) throws Exception {
    OperatorStateCheckpointOutputStream out = context.getRawOperatorStateOutput();
    out.startNewPartition();
    TypeSerializerSnapshot.writeVersionedSnapshot(
        new DataOutputViewStreamWrapper(out), serializer.snapshotConfiguration());
    rows.writeTo(out);
  }
}
