// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.cdc.connectors.postgres.source.offset.PostgresOffset;
import org.apache.flink.core.io.InputStatus;

/** Flink CDC's reader, which goes on in the log only where there is no gap. */
@SuppressWarnings("try") // Flink's interface says of close() what it throws.
final class SlotReader implements SourceReader<Object[], SourceSplitBase> {
  private final SourceReader<Object[], SourceSplitBase> reader;
  private final Slot slot;

  SlotReader(SourceReader<Object[], SourceSplitBase> reader, Slot slot) {
    this.reader = reader;
    this.slot = slot;
  }

  @Override
  public void addSplits(List<SourceSplitBase> splits) {
    for (SourceSplitBase split : splits) {
      if (split.isStreamSplit()) {
        PostgresOffset start = (PostgresOffset) split.asStreamSplit().getStartingOffset();
        slot.requireAllBehind(start.getLsn().asLong());
      }
    }
    reader.addSplits(splits);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Object[]> output) throws Exception {
    return reader.pollNext(output);
  }

  @Override
  public List<SourceSplitBase> snapshotState(long checkpoint) {
    return reader.snapshotState(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    reader.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
