// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.jspecify.annotations.Nullable;

/** Jackson for Flink's connectors, as somebody writes it by hand. */
final class JacksonDecoder extends AbstractDeserializationSchema<Transaction> {
  private static final long serialVersionUID = 1;
  private transient @Nullable ObjectMapper mapper;

  JacksonDecoder() {
    super(Transaction.class);
  }

  @Override
  public void open(InitializationContext context) {
    mapper = new ObjectMapper();
  }

  @Override
  public Transaction deserialize(byte[] message) throws IOException {
    return Objects.requireNonNull(mapper).readValue(message, Transaction.class);
  }
}
