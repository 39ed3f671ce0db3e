// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.cdc.connectors.base.source.assigner.state.PendingSplitsState;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.jspecify.annotations.Nullable;

/** Flink CDC's enumerator, which drops a slot that a run has for itself. */
final class SlotEnumerator implements SplitEnumerator<SourceSplitBase, PendingSplitsState> {
  private final SplitEnumerator<SourceSplitBase, PendingSplitsState> enumerator;
  private final Slot slot;

  SlotEnumerator(SplitEnumerator<SourceSplitBase, PendingSplitsState> enumerator, Slot slot) {
    this.enumerator = enumerator;
    this.slot = slot;
  }

  @Override
  public void start() {
    slot.begin();
    OpenEnumerators.begin(enumerator);
    enumerator.start();
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    enumerator.handleSplitRequest(subtask, host);
  }

  @Override
  public void addSplitsBack(List<SourceSplitBase> splits, int subtask) {
    enumerator.addSplitsBack(splits, subtask);
  }

  @Override
  public void addReader(int subtask) {
    enumerator.addReader(subtask);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    enumerator.handleSourceEvent(subtask, event);
  }

  @Override
  public PendingSplitsState snapshotState(long checkpoint) throws Exception {
    return enumerator.snapshotState(checkpoint);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    enumerator.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    enumerator.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void close() throws IOException {
    OpenEnumerators.end(enumerator);
    if (slot.isOwn()) {
      slot.drop();
    }
  }
}
