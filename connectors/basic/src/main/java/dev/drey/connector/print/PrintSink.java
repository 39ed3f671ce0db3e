package dev.drey.connector.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.drey.connector.SinkContext;
import dev.drey.format.RowEncoder;
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

  private PrintSink(RowEncoder encoder, String prefix) {
    this.encoder = encoder;
    this.prefix = prefix;
  }

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    String prefix =
        context
            .options()
            .find(PrintConnector.LABEL)
            .map(label -> Visible.wholeLine(label) + ": ")
            .orElse("");
    return rows.sinkTo(new PrintSink(context.encoder().orElseThrow(), prefix));
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
    return new Writer(encoder, prefix.getBytes(UTF_8), output);
  }

  private static final class Writer implements SinkWriter<Object[]> {
    private final RowEncoder encoder;
    private final byte[] prefix;
    private final StandardOutput output;

    Writer(RowEncoder encoder, byte[] prefix, StandardOutput output) {
      this.encoder = encoder;
      this.prefix = prefix;
      this.output = output;
    }

    @Override
    public void write(Object[] row, @Nullable Context context) {
      output.line(prefix, encoder.encode(requireNonNull(row)));
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
