// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.format.RowEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Rows as lines on standard output. */
final class LinesSink implements Sink<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowEncoder encoder;
  private final String prefix;

  LinesSink(RowEncoder encoder, String prefix) {
    this.encoder = encoder;
    this.prefix = prefix;
  }

  @Override
  @Deprecated
  public SinkWriter<Object[]> createWriter(InitContext context) {
    throw new IllegalStateException("Flink calls createWriter(WriterInitContext)");
  }

  @Override
  public SinkWriter<Object[]> createWriter(WriterInitContext context) {
    encoder.open();
    return new SinkWriter<>() {
      @Override
      public void write(Object[] row, Context ignored) {
        System.out.println(prefix + new String(encoder.encode(row), StandardCharsets.UTF_8));
      }

      @Override
      public void flush(boolean endOfInput) {
        System.out.flush();
      }

      @Override
      public void close() {}
    };
  }
}
