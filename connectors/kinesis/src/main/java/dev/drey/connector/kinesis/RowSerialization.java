// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.format.RowEncoder;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** Rows to the bytes of records. Opening it is where a sink finds out whether it has a stream. */
final class RowSerialization implements SerializationSchema<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowEncoder encoder;
  private final StreamProbe probe;

  RowSerialization(RowEncoder encoder, StreamProbe probe) {
    this.encoder = encoder;
    this.probe = probe;
  }

  @Override
  public void open(InitializationContext context) {
    probe.run();
    encoder.open();
  }

  @Override
  public byte[] serialize(Object[] row) {
    return encoder.encode(row);
  }
}
