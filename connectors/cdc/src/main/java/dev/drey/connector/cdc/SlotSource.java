// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.cdc.connectors.base.source.assigner.state.PendingSplitsState;
import org.apache.flink.cdc.connectors.base.source.jdbc.JdbcIncrementalSource;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink CDC's source, with an eye on the replication slot that it reads by. */
final class SlotSource implements Source<Object[], SourceSplitBase, PendingSplitsState> {
  private static final long serialVersionUID = 1;

  private final JdbcIncrementalSource<Object[]> source;
  private final Slot slot;

  SlotSource(JdbcIncrementalSource<Object[]> source, Slot slot) {
    this.source = source;
    this.slot = slot;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<SourceSplitBase, PendingSplitsState> createEnumerator(
      SplitEnumeratorContext<SourceSplitBase> context) throws Exception {
    return new SlotEnumerator(source.createEnumerator(context), slot);
  }

  @Override
  public SplitEnumerator<SourceSplitBase, PendingSplitsState> restoreEnumerator(
      SplitEnumeratorContext<SourceSplitBase> context, PendingSplitsState checkpoint)
      throws Exception {
    return new SlotEnumerator(source.restoreEnumerator(context, checkpoint), slot);
  }

  @Override
  public SourceReader<Object[], SourceSplitBase> createReader(SourceReaderContext context)
      throws Exception {
    return new SlotReader(source.createReader(context), slot);
  }

  @Override
  public SimpleVersionedSerializer<SourceSplitBase> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PendingSplitsState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
