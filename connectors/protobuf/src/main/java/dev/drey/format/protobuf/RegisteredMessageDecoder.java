// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.registry.ConfluentRegistry;
import dev.drey.format.registry.MadeOnce;
import dev.drey.format.registry.SchemaLanguage;
import dev.drey.format.text.TruncateTimes;
import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records that begin with the number of their schema, and which message of it they are. Where the
 * spec has a schema of its own, a record of the message of that name is read by it, for the numbers
 * of fields say what they are; else it is read by the schema that it was written with.
 */
final class RegisteredMessageDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final ConfluentRegistry registry;
  private final DecoderContext context;
  private transient @Nullable Descriptor wanted;
  private transient @Nullable MadeOnce<Map.Entry<Integer, List<Integer>>, MessageReader> readers;

  RegisteredMessageDecoder(ConfluentRegistry registry, DecoderContext context) {
    this.registry = registry;
    this.context = context;
  }

  @Override
  public void prepare() {
    registry.prepare();
  }

  @Override
  public void open() {
    readers = new MadeOnce<>(each -> reader(each.getKey(), each.getValue()));
    try {
      wanted =
          context.options().has(ProtobufOptions.SCHEMA)
              ? ProtobufOptions.message(context.options())
              : null;
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
    int number = ConfluentRegistry.number(bytes, offset, length);
    CodedInputStream in =
        CodedInputStream.newInstance(
            bytes, offset + ConfluentRegistry.HEADER, length - ConfluentRegistry.HEADER);
    try {
      List<Integer> indexes = MessageIndexes.read(in);
      MessageReader reader =
          requireNonNull(readers, "open() comes first")
              .get(new SimpleImmutableEntry<>(number, indexes));
      return ProtobufDecoder.rowOf(reader.read(in, null));
    } catch (InvalidProtocolBufferException e) {
      throw new BadRecordException("the record is no message of its schema: " + e.getMessage());
    } catch (IOException e) {
      throw new BadRecordException("the record is damaged: " + e.getMessage());
    }
  }

  private MessageReader reader(int number, List<Integer> indexes) throws BadRecordException {
    try {
      Descriptor written =
          MessageIndexes.find(
                  Messages.file(
                      SchemaFiles.registered(registry.schemas(SchemaLanguage.PROTOBUF, number))),
                  indexes)
              .orElseThrow(
                  () -> new ProtobufMismatch("it has no message at the places " + indexes));
      Descriptor own = wanted;
      if (own != null && !own.getFullName().equals(written.getFullName())) {
        throw new ProtobufMismatch(
            "the record is a `"
                + written.getFullName()
                + "` of it, and not a `"
                + own.getFullName()
                + "`");
      }
      return MessageReader.top(
          own == null ? written : own, context, context.options().get(TruncateTimes.OPTION));
    } catch (ProtobufMismatch mismatch) {
      throw new BadRecordException(
          "schema "
              + Integer.toUnsignedString(number)
              + " of the registry: "
              + mismatch.getMessage());
    }
  }
}
