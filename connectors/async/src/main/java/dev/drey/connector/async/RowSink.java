// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.Refusal;
import dev.drey.connector.RefusedRows;
import dev.drey.connector.RefusingSink;
import dev.drey.connector.SinkContext;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.io.Serializable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** An asynchronous sink of a job. At least once: a checkpoint is complete when all is taken. */
public final class RowSink<R> implements Serializable {
  private static final long serialVersionUID = 1;

  final String name;
  final int columns;
  final Refusal refusal;
  final RecordSender<R> sender;
  final SendingSettings settings;

  private RowSink(SinkContext context, RecordSender<R> sender, SendingSettings settings) {
    this.name = context.name();
    this.columns = context.rowType().size();
    this.refusal = context.refusal();
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
    return RefusingSink.of(
        rows.transform(
            context.name(),
            RowTypeInformation.of(refusedType(context)),
            new RowSinkOperatorFactory<>(new RowSink<>(context, sender, settings))));
  }

  /** Where no row comes out, a column may have the name of one that refused rows get. */
  private static RowType refusedType(SinkContext context) {
    return context.refusal() == Refusal.TO
        ? RefusedRows.type(context.rowType(), context.changes() != ChangeMode.APPEND)
        : RowType.of(RefusedRows.added());
  }
}
