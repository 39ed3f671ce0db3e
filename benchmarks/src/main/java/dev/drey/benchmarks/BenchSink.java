// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Turns results into bytes and hands them to {@link Bench}: the same end for every peer. */
final class BenchSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final SerializationSchema<T> encoder;

  BenchSink(SerializationSchema<T> encoder) {
    this.encoder = encoder;
  }

  @Override
  @Deprecated
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink 1.20 calls the other method");
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    try {
      encoder.open(context.asSerializationSchemaInitializationContext());
    } catch (Exception failure) {
      throw new IllegalStateException("the encoder does not open", failure);
    }
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context ignored) {
        Bench.write(encoder.serialize(element));
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
