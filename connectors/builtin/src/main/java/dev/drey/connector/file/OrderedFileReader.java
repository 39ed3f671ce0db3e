// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Emits what {@link FileTurns} reads; watermarks are the source's, not the files'. */
@SuppressWarnings("try") // Flink closes it, and its base class may be interrupted at that.
final class OrderedFileReader
    extends SingleThreadMultiplexSourceReaderBase<
        TimedRow, Object[], OrderedFile, OrderedRowEmitter.Progress> {
  private final OrderedRowEmitter emitter;
  private final boolean byName;
  private @Nullable OneOutput output;

  OrderedFileReader(
      Supplier<SplitReader<TimedRow, OrderedFile>> turns,
      OrderedRowEmitter emitter,
      boolean byName,
      SourceReaderContext context) {
    super(turns, emitter, context.getConfiguration(), context);
    this.emitter = emitter;
    this.byName = byName;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Object[]> all) throws Exception {
    OneOutput one = output;
    if (one == null || one.output != all) {
      one = new OneOutput(all);
      output = one;
    }
    return super.pollNext(one);
  }

  @Override
  protected void onSplitFinished(Map<String, OrderedRowEmitter.Progress> finished) {
    // The enumerator sends files without being asked.
  }

  @Override
  protected OrderedRowEmitter.Progress initializedState(OrderedFile file) {
    return new OrderedRowEmitter.Progress(file);
  }

  @Override
  protected OrderedFile toSplitType(String id, OrderedRowEmitter.Progress progress) {
    // By name one watermark goes through all files, those that are not begun included.
    return progress.toSplit(byName ? emitter.reached() : OrderedFile.NO_WATERMARK);
  }

  /** The source's output in place of one for each file, whose watermarks Flink would combine. */
  private static final class OneOutput implements ReaderOutput<Object[]> {
    private final ReaderOutput<Object[]> output;

    OneOutput(ReaderOutput<Object[]> output) {
      this.output = output;
    }

    @Override
    public void collect(Object[] row) {
      output.collect(row);
    }

    @Override
    public void collect(Object[] row, long time) {
      output.collect(row, time);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }

    @Override
    public SourceOutput<Object[]> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {
      output.releaseOutputForSplit(split);
    }
  }
}
