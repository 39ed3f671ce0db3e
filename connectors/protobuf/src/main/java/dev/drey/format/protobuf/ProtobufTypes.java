// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The type that holds whatever records of a message hold. What a record can be without is nullable,
 * and nothing else is.
 */
final class ProtobufTypes {
  /** Digits of the greatest unsigned number of 64 bits. */
  private static final int UNSIGNED_DIGITS = 20;

  private final Deque<String> open = new ArrayDeque<>();

  private ProtobufTypes() {}

  static DataType of(Descriptor message) throws ProtobufMismatch {
    return new ProtobufTypes().message(message, "the message");
  }

  private DataType message(Descriptor message, String place) throws ProtobufMismatch {
    if (open.contains(message.getFullName())) {
      throw new ProtobufMismatch(
          place + " is the message " + message.getFullName() + " that it is in, without end");
    }
    if (message.getFields().isEmpty()) {
      throw new ProtobufMismatch(
          place + " is the message " + message.getFullName() + ", which has no fields");
    }
    open.push(message.getFullName());
    List<Field> fields = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      String inner = open.size() == 1 ? field.getName() : place + "." + field.getName();
      fields.add(Field.of(field.getName(), field(field, inner)));
    }
    open.pop();
    return DataType.row(RowType.of(fields)).notNull();
  }

  private DataType field(FieldDescriptor field, String place) throws ProtobufMismatch {
    if (field.isMapField()) {
      List<FieldDescriptor> entry = field.getMessageType().getFields();
      return DataType.map(
              value(entry.get(0), place + ".key").notNull(),
              value(entry.get(1), place + "[*]").notNull())
          .notNull();
    }
    DataType one = value(field, field.isRepeated() ? place + "[*]" : place).notNull();
    return field.isRepeated()
        ? DataType.array(one).notNull()
        : one.withNullable(ProtoKinds.mayBeAbsent(field));
  }

  private DataType value(FieldDescriptor field, String place) throws ProtobufMismatch {
    switch (field.getType()) {
      case MESSAGE:
        if (ProtoKinds.isTimestamp(field)) {
          return DataType.timestampLtz();
        }
        return ProtoKinds.isWrapper(field)
            ? value(ProtoKinds.wrapped(field), place)
            : message(field.getMessageType(), place);
      case BOOL:
        return DataType.of(TypeKind.BOOLEAN);
      case INT32:
      case SINT32:
      case SFIXED32:
        return DataType.of(TypeKind.INT);
      case UINT32:
      case FIXED32:
      case INT64:
      case SINT64:
      case SFIXED64:
        return DataType.of(TypeKind.BIGINT);
      case UINT64:
      case FIXED64:
        return DataType.decimal(UNSIGNED_DIGITS, 0);
      case FLOAT:
        return DataType.of(TypeKind.FLOAT);
      case DOUBLE:
        return DataType.of(TypeKind.DOUBLE);
      case STRING:
      case ENUM:
        return DataType.string();
      case BYTES:
        return DataType.bytes();
      default:
        throw new ProtobufMismatch(place + " is a group, which is not read");
    }
  }
}
