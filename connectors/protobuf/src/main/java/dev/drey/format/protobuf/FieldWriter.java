// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes a column that has a value as a field, its number before it. */
interface FieldWriter {
  void write(Object value, CodedOutputStream out) throws IOException;

  /**
   * @param path of the column, for messages: {@code items[*].sku}
   */
  static FieldWriter of(FieldDescriptor field, DataType type, String path) throws ProtobufMismatch {
    if (field.isMapField()) {
      return map(field, type, path);
    }
    if (field.isRepeated()) {
      return list(field, type, path);
    }
    if (type.nullable() && field.isRequired()) {
      throw new ProtobufMismatch(
          "column `" + path + "` may be NULL, and the schema has it required");
    }
    if (type.nullable() && !ProtoKinds.mayBeAbsent(field)) {
      throw new ProtobufMismatch(
          "column `"
              + path
              + "` may be NULL, and the schema has "
              + ProtoKinds.words(field)
              + ", of which no record says that there is none: `optional` before it would");
    }
    ValueWriter writer = ValueWriter.of(field, type, path);
    if (!field.hasPresence() && writer instanceof ScalarWriter) {
      // As Protobuf has it: what has its default value is not written.
      ScalarWriter scalar = (ScalarWriter) writer;
      return (value, out) -> {
        if (!scalar.isDefault(value)) {
          tagged(field, writer, value, out);
        }
      };
    }
    return (value, out) -> tagged(field, writer, value, out);
  }

  private static void tagged(
      FieldDescriptor field, ValueWriter writer, Object value, CodedOutputStream out)
      throws IOException {
    out.writeTag(field.getNumber(), field.getLiteType().getWireType());
    writer.write(value, out);
  }

  private static FieldWriter list(FieldDescriptor field, DataType type, String path)
      throws ProtobufMismatch {
    if (type.kind() != TypeKind.ARRAY) {
      throw ProtoKinds.unfit(field, type, path);
    }
    requireValues(type.element(), path + "[*]", "a list");
    ValueWriter element = ValueWriter.of(field, type.element(), path + "[*]");
    if (!field.isPacked()) {
      return (value, out) -> {
        for (Object each : (List<?>) value) {
          tagged(field, element, each, out);
        }
      };
    }
    return (value, out) -> {
      List<?> list = (List<?>) value;
      if (!list.isEmpty()) {
        out.writeTag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream packed = CodedOutputStream.newInstance(bytes);
        for (Object each : list) {
          element.write(each, packed);
        }
        packed.flush();
        out.writeByteArrayNoTag(bytes.toByteArray());
      }
    };
  }

  private static void requireValues(DataType type, String path, String what)
      throws ProtobufMismatch {
    if (type.nullable()) {
      throw new ProtobufMismatch(
          "`"
              + path
              + "` may be NULL, and "
              + what
              + " of Protobuf has no NULL in it: declare "
              + type.notNull());
    }
  }

  private static FieldWriter map(FieldDescriptor field, DataType type, String path)
      throws ProtobufMismatch {
    if (type.kind() != TypeKind.MAP) {
      throw ProtoKinds.unfit(field, type, path);
    }
    requireValues(type.element(), path + "[*]", "a map");
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    ValueWriter keys = ValueWriter.of(keyField, type.key(), path + ".key");
    ValueWriter values = ValueWriter.of(valueField, type.element(), path + "[*]");
    return (value, out) -> {
      for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
        if (each.getKey() == null) {
          throw new IOException("a key of `" + path + "` is NULL, which Protobuf has not");
        }
        out.writeTag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream entry = CodedOutputStream.newInstance(bytes);
        tagged(keyField, keys, each.getKey(), entry);
        tagged(valueField, values, each.getValue(), entry);
        entry.flush();
        out.writeByteArrayNoTag(bytes.toByteArray());
      }
    };
  }
}
