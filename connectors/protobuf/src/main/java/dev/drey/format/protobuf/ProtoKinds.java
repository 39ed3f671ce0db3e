// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WrappersProto;
import dev.drey.type.DataType;
import java.util.Locale;

/** What fields are to us: some messages stand for one value. */
final class ProtoKinds {
  private ProtoKinds() {}

  /** Whether it is {@code google.protobuf.Timestamp}. */
  static boolean isTimestamp(FieldDescriptor field) {
    return isMessage(field)
        && field.getMessageType().getFullName().equals(Timestamp.getDescriptor().getFullName());
  }

  /** Whether it is a scalar that may be absent, such as {@code google.protobuf.Int64Value}. */
  static boolean isWrapper(FieldDescriptor field) {
    return isMessage(field)
        && WrappersProto.getDescriptor().getMessageTypes().stream()
            .map(Descriptor::getFullName)
            .anyMatch(field.getMessageType().getFullName()::equals);
  }

  /** The scalar in a wrapper. */
  static FieldDescriptor wrapped(FieldDescriptor field) {
    return field.getMessageType().findFieldByNumber(1);
  }

  static boolean isMessage(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.MESSAGE;
  }

  /** Whether a record tells that it has no value for the field, by having none. */
  static boolean mayBeAbsent(FieldDescriptor field) {
    return field.hasPresence() && !field.isRequired() && !field.hasDefaultValue();
  }

  /** A field in words: {@code repeated int64}, {@code message shop.Item}. */
  static String words(FieldDescriptor field) {
    if (field.isMapField()) {
      return "a map";
    }
    String type =
        isMessage(field)
            ? "message " + field.getMessageType().getFullName()
            : field.getType() == FieldDescriptor.Type.ENUM
                ? "enum " + field.getEnumType().getFullName()
                : field
                    .toProto()
                    .getType()
                    .name()
                    .substring("TYPE_".length())
                    .toLowerCase(Locale.ROOT);
    return field.isRepeated() ? "repeated " + type : type;
  }

  static ProtobufMismatch unfit(FieldDescriptor field, DataType type, String path) {
    return new ProtobufMismatch(
        "column `"
            + path
            + "` is "
            + type.withNullable(true)
            + ", and the schema has "
            + words(field)
            + " for it");
  }
}
