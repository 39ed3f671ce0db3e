// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.SinkContext;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowChange;
import dev.drey.text.Visible;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.jspecify.annotations.Nullable;

/** Rows as lines on standard output; what it writes and when is {@link StandardOutput}'s. */
final class PrintSink implements Sink<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowEncoder encoder;
  private final String prefix;
  private final boolean changing;

  private PrintSink(RowEncoder encoder, String prefix, boolean changing) {
    this.encoder = encoder;
    this.prefix = prefix;
    this.changing = changing;
  }

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    String prefix =
        context
            .options()
            .find(PrintConnector.LABEL)
            .map(label -> Visible.wholeLine(label) + ": ")
            .orElse("");
    return rows.sinkTo(
        new PrintSink(
            context.encoder().orElseThrow(), prefix, context.changes() != ChangeMode.APPEND));
  }

  @Override
  @Deprecated
  public SinkWriter<Object[]> createWriter(InitContext context) {
    throw new IllegalStateException("Flink calls createWriter(WriterInitContext)");
  }

  @Override
  public SinkWriter<Object[]> createWriter(WriterInitContext context) {
    encoder.open();
    StandardOutput output = new StandardOutput(context.getProcessingTimeService());
    output.start();
    return changing
        ? new Writer(encoder, bytes(prefix + "+ "), bytes(prefix + "- "), output)
        : new Writer(encoder, bytes(prefix), null, output);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static final class Writer implements SinkWriter<Object[]> {
    private final RowEncoder encoder;
    private final byte[] prefix;
    private final byte @Nullable [] ofDeletes;
    private final StandardOutput output;

    /**
     * @param ofDeletes stands before rows that do not hold any more; null where there are none
     */
    Writer(RowEncoder encoder, byte[] prefix, byte @Nullable [] ofDeletes, StandardOutput output) {
      this.encoder = encoder;
      this.prefix = prefix;
      this.ofDeletes = ofDeletes;
      this.output = output;
    }

    @Override
    public void write(Object[] row, @Nullable Context context) {
      boolean ends = ofDeletes != null && RowChange.in(row) == RowChange.DELETE;
      output.line(ends ? requireNonNull(ofDeletes) : prefix, encoder.encode(requireNonNull(row)));
    }

    @Override
    public void flush(boolean endOfInput) {
      output.flush();
    }

    @Override
    public void close() {
      output.close();
    }
  }
}
