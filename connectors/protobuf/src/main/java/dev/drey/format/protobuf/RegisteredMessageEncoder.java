// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import dev.drey.format.RowEncoder;
import dev.drey.format.registry.ConfluentRegistry;
import dev.drey.format.registry.SchemaLanguage;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Rows to records that begin with the number of their schema, and which message of it they are. */
final class RegisteredMessageEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final ConfluentRegistry registry;
  private final OptionValues options;
  private final ProtobufEncoder messages;
  private transient byte[] beginning = {};

  RegisteredMessageEncoder(ConfluentRegistry registry, RowType type, OptionValues options) {
    this.registry = registry;
    this.options = options;
    this.messages = new ProtobufEncoder(type, options);
  }

  @Override
  public void prepare() {
    registry.prepare();
  }

  @Override
  public void open() {
    messages.open();
    try {
      Descriptor message = ProtobufOptions.message(options);
      byte[] number = registry.beginning(SchemaLanguage.PROTOBUF, ProtoText.of(message.getFile()));
      beginning = joined(number, MessageIndexes.bytes(MessageIndexes.of(message)));
    } catch (ProtobufMismatch mismatch) {
      throw new IllegalStateException("the schema was checked before", mismatch);
    } catch (IOException e) {
      throw new UncheckedIOException("a few bytes in memory", e);
    }
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public byte[] encode(Object[] row) {
    return joined(beginning, messages.encode(row));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
