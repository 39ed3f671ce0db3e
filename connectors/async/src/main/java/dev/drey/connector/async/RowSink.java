// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import dev.drey.connector.RefusalPolicy;
import dev.drey.connector.RefusingSink;
import dev.drey.connector.SinkContext;
import dev.drey.row.RowTypeInformation;
import java.io.Serializable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** An asynchronous sink of a job. At least once: a checkpoint is complete when all is taken. */
public final class RowSink<R> implements Serializable {
  private static final long serialVersionUID = 1;

  final String name;
  final RefusalPolicy refusals;
  final RecordSender<R> sender;
  final SendingSettings settings;

  private RowSink(SinkContext context, RecordSender<R> sender, SendingSettings settings) {
    this.name = context.name();
    this.refusals = RefusalPolicy.of(context);
    this.sender = sender;
    this.settings = settings;
  }

  /**
   * Ends the stream in a sink that sends by this sender; it is a {@link RefusingSink}. Its type
   * does not say so, for a connector that hands it on is looked at where there is no Flink.
   */
  public static <R> DataStreamSink<?> add(
      SinkContext context,
      DataStream<Object[]> rows,
      RecordSender<R> sender,
      SendingSettings settings) {
    RowSink<R> sink = new RowSink<>(context, sender, settings);
    return RefusingSink.of(
        rows.transform(
            context.name(),
            RowTypeInformation.of(sink.refusals.type()),
            new RowSinkOperatorFactory<>(sink)));
  }
}
