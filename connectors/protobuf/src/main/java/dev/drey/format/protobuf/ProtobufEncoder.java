// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import static java.util.Objects.requireNonNull;

import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Rows to records of one message. */
final class ProtobufEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final RowType type;
  private final OptionValues options;
  private transient @Nullable MessageWriter writer;

  ProtobufEncoder(RowType type, OptionValues options) {
    this.type = type;
    this.options = options;
  }

  @Override
  public void open() {
    try {
      writer = MessageWriter.of(ProtobufOptions.message(options), type, "");
    } catch (ProtobufMismatch mismatch) {
      throw new IllegalStateException("the schema was checked before", mismatch);
    }
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public byte[] encode(Object[] row) {
    try {
      return requireNonNull(writer, "open() comes first").bytes(row);
    } catch (IOException e) {
      throw new UncheckedIOException("a row cannot be written: " + e.getMessage(), e);
    }
  }
}
