// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.TimeFit;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads one value of a field as one of a column: an element where the field is repeated. */
interface ValueReader {
  /**
   * @param before what an earlier part of the record says of the same field, or null: of a message
   *     in several parts each adds to the one before it
   */
  Object read(CodedInputStream in, @Nullable Object before) throws IOException, BadRecordException;

  /**
   * @param path of the column, for messages
   */
  static ValueReader of(FieldDescriptor field, DataType type, String path, boolean truncateTimes)
      throws ProtobufMismatch {
    if (field.getType() == FieldDescriptor.Type.GROUP) {
      throw new ProtobufMismatch("column `" + path + "` is a group in the schema: none is read");
    }
    if (!ProtoKinds.isMessage(field)) {
      return ScalarReader.of(field, type, path, truncateTimes);
    }
    if (ProtoKinds.isTimestamp(field)) {
      if (!type.kind().isTimestamp()) {
        throw ProtoKinds.unfit(field, type, path);
      }
      return timestamp(type, path, truncateTimes);
    }
    if (ProtoKinds.isWrapper(field)) {
      ScalarReader scalar = ScalarReader.of(ProtoKinds.wrapped(field), type, path, truncateTimes);
      return (in, before) ->
          within(
              in,
              () -> {
                Object value = before == null ? scalar.absent() : before;
                for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                  if (tag == scalar.tag()) {
                    value = scalar.read(in, null);
                  } else {
                    skip(in, tag);
                  }
                }
                return value;
              });
    }
    if (type.kind() != TypeKind.ROW) {
      throw ProtoKinds.unfit(field, type, path);
    }
    MessageReader message =
        MessageReader.nested(field.getMessageType(), type.row(), path, truncateTimes);
    return (in, before) -> within(in, () -> message.read(in, (Object[]) before));
  }

  /** What is read between two bounds. */
  interface Part {
    Object read() throws IOException, BadRecordException;
  }

  /** Reads as many bytes as the record says that there are. */
  static Object within(CodedInputStream in, Part part) throws IOException, BadRecordException {
    int outer = in.pushLimit(in.readRawVarint32());
    Object value = part.read();
    in.checkLastTagWas(0);
    in.popLimit(outer);
    return value;
  }

  /** Passes over a field that nobody wants. */
  static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new IOException("a group ends that has not begun");
    }
  }

  private static ValueReader timestamp(DataType type, String path, boolean truncateTimes) {
    Mismatch mismatch = Mismatch.of(path, type);
    TimeFit millis = new TimeFit(type, mismatch, TimeUnit.MILLISECONDS, truncateTimes);
    return (in, before) ->
        within(
            in,
            () -> {
              long seconds = before == null ? 0 : Math.floorDiv((Long) before, 1000L);
              int nanos = before == null ? 0 : Math.floorMod((Long) before, 1000) * 1_000_000;
              for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == TimestampTags.SECONDS) {
                  seconds = in.readInt64();
                } else if (tag == TimestampTags.NANOS) {
                  nanos = in.readInt32();
                } else {
                  skip(in, tag);
                }
              }
              if (Math.abs(seconds) > TimestampTags.MOST_SECONDS
                  || nanos < 0
                  || nanos > 999_999_999) {
                throw mismatch.found(
                    "a Timestamp of " + seconds + " seconds and " + nanos + " nanoseconds");
              }
              if (nanos % 1_000_000 != 0 && !truncateTimes) {
                throw mismatch.found(
                    nanos
                        + " nanoseconds, more digits of a second than it has (`truncateTimes: true`"
                        + " in the format cuts them)");
              }
              return millis.value(seconds * 1000 + nanos / 1_000_000);
            });
  }
}
