// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Makes the rows of its strides in turns, no faster than its pace allows. */
final class StrideReader implements SourceReader<Object[], RowStride> {
  private final SourceReaderContext context;
  private final RowGenerator generator;
  private final RecordReader reader;
  private final Pace pace;
  private final RowRandom random = new RowRandom();
  private final Deque<RowStride> strides = new ArrayDeque<>();
  private boolean noMore;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  StrideReader(
      SourceReaderContext context, RowGenerator generator, RecordReader reader, Pace pace) {
    this.context = context;
    this.generator = generator;
    this.reader = reader;
    this.pace = pace;
  }

  @Override
  public void start() {
    reader.open(context.metricGroup());
    if (strides.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Object[]> output) {
    RowStride stride = strides.peek();
    if (stride == null) {
      return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (stride.isDone()) {
      strides.remove();
      output.releaseOutputForSplit(stride.splitId());
      if (strides.isEmpty()) {
        available = new CompletableFuture<>();
        context.sendSplitRequest();
        return InputStatus.NOTHING_AVAILABLE;
      }
      return InputStatus.MORE_AVAILABLE;
    }
    long wait = pace.millisToWait(System.nanoTime());
    if (wait > 0) {
      available = Pace.after(wait);
      return InputStatus.NOTHING_AVAILABLE;
    }
    long number = stride.next();
    Object[] row = row(number);
    if (row != null) {
      output.createOutputForSplit(stride.splitId()).collect(row);
    }
    pace.spend();
    strides.remove();
    strides.add(stride.afterNext());
    return InputStatus.MORE_AVAILABLE;
  }

  private Object @Nullable [] row(long number) {
    try {
      return reader.accept(generator.row(number, random), key -> number);
    } catch (BadRecordException bad) {
      throw new ConnectorException(String.valueOf(bad.getMessage()), bad);
    }
  }

  @Override
  public List<RowStride> snapshotState(long checkpointId) {
    return new ArrayList<>(strides);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<RowStride> more) {
    strides.addAll(more);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore = true;
    available.complete(null);
  }

  @Override
  public void close() {}
}
