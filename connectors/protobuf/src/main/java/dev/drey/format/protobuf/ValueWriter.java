// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes one value as that of a field, without the field's number. */
interface ValueWriter {
  void write(Object value, CodedOutputStream out) throws IOException;

  static ValueWriter of(FieldDescriptor field, DataType type, String path) throws ProtobufMismatch {
    if (!ProtoKinds.isMessage(field)) {
      return ScalarWriter.of(field, type, path);
    }
    if (ProtoKinds.isTimestamp(field)) {
      if (!type.kind().isTimestamp()) {
        throw ProtoKinds.unfit(field, type, path);
      }
      return (value, out) ->
          out.writeMessageNoTag(
              Timestamp.newBuilder()
                  .setSeconds(Math.floorDiv((Long) value, 1000))
                  .setNanos(Math.floorMod((Long) value, 1000) * 1_000_000)
                  .build());
    }
    if (ProtoKinds.isWrapper(field)) {
      return wrapped(ScalarWriter.of(ProtoKinds.wrapped(field), type, path), field);
    }
    if (type.kind() != TypeKind.ROW) {
      throw ProtoKinds.unfit(field, type, path);
    }
    MessageWriter message = MessageWriter.of(field.getMessageType(), type.row(), path + ".");
    return (value, out) -> out.writeByteArrayNoTag(message.bytes((Object[]) value));
  }

  private static ValueWriter wrapped(ScalarWriter scalar, FieldDescriptor field) {
    FieldDescriptor inner = ProtoKinds.wrapped(field);
    return (value, out) -> {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!scalar.isDefault(value)) {
        CodedOutputStream message = CodedOutputStream.newInstance(bytes);
        message.writeTag(inner.getNumber(), inner.getLiteType().getWireType());
        scalar.write(value, message);
        message.flush();
      }
      out.writeByteArrayNoTag(bytes.toByteArray());
    };
  }
}
