// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import static java.util.Objects.requireNonNull;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows and emits those that the system refuses. It has no state: before a checkpoint's
 * barrier goes on, each row before it is taken or refused, and the refused ones are before the
 * barrier, too.
 */
final class RowSinkOperator<R> extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final RowSink<R> sink;
  private final transient MailboxExecutor mailbox;
  private transient @Nullable RowSinkWriter<R> writer;

  RowSinkOperator(RowSink<R> sink, MailboxExecutor mailbox, ProcessingTimeService times) {
    this.sink = sink;
    this.mailbox = mailbox;
    this.processingTimeService = times;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sink.refusals.open(getMetricGroup());
    sink.sender.open();
    writer =
        new RowSinkWriter<>(
            sink.name,
            sink.sender,
            sink.settings,
            new WriterContext(getRuntimeContext(), mailbox, getProcessingTimeService()),
            this::refuse);
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    Object[] row = element.getValue();
    R record;
    try {
      record = sink.sender.record(row);
    } catch (RefusedRowException refused) {
      refuse(row, refused.reason());
      return;
    }
    long bytes = sink.sender.bytes(record);
    if (bytes > sink.settings.recordBytes()) {
      refuse(
          row,
          "the record has "
              + bytes
              + " bytes, and the most that is taken is "
              + sink.settings.recordBytes());
      return;
    }
    writer().write(new SentRow<>(row, record, bytes), NoContext.INSTANCE);
  }

  private RowSinkWriter<R> writer() {
    return requireNonNull(writer, "open() comes first");
  }

  private void refuse(Object[] row, String reason) {
    Object[] refused = sink.refusals.refuse(row, reason);
    if (refused != null) {
      output.collect(new StreamRecord<>(refused));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    writer().flush(true);
  }

  @Override
  public void endInput() throws Exception {
    writer().flush(true);
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (writer != null) {
      writer.close();
    }
    sink.sender.close();
  }

  /** Flink's writer asks for nothing of a row's context. */
  private static final class NoContext implements SinkWriter.Context {
    static final NoContext INSTANCE = new NoContext();

    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public @Nullable Long timestamp() {
      return null;
    }
  }
}
