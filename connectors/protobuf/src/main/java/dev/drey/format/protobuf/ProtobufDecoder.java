// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.text.TruncateTimes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records of one message to rows. */
final class ProtobufDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final DecoderContext context;
  private transient @Nullable MessageReader reader;

  ProtobufDecoder(DecoderContext context) {
    this.context = context;
  }

  @Override
  public void open() {
    try {
      reader =
          MessageReader.top(
              ProtobufOptions.message(context.options()),
              context,
              context.options().get(TruncateTimes.OPTION));
    } catch (ProtobufMismatch mismatch) {
      throw new IllegalStateException("the schema was checked before", mismatch);
    }
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Object[] decode(byte[] bytes, int offset, int length) throws BadRecordException {
    try {
      return rowOf(
          requireNonNull(reader, "open() comes first")
              .read(CodedInputStream.newInstance(bytes, offset, length), null));
    } catch (InvalidProtocolBufferException e) {
      throw new BadRecordException("the record is no message of its schema: " + e.getMessage());
    } catch (IOException e) {
      throw new BadRecordException("the record is damaged: " + e.getMessage());
    }
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; the interface cannot say so.
  static Object[] rowOf(@Nullable Object[] row) {
    return row;
  }
}
