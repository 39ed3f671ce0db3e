// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Collectors;

/**
 * Values without others within them. What only some rows fit is found out where they are written.
 */
final class ScalarWriter implements ValueWriter {
  private interface Writing {
    void write(Object value, CodedOutputStream out) throws IOException;
  }

  private interface Test {
    boolean isDefault(Object value);
  }

  private final Writing writing;
  private final Test test;

  private ScalarWriter(Writing writing, Test test) {
    this.writing = writing;
    this.test = test;
  }

  static ScalarWriter of(FieldDescriptor field, DataType type, String path)
      throws ProtobufMismatch {
    if (!holds(field.getType(), type)) {
      throw ProtoKinds.unfit(field, type, path);
    }
    switch (field.getType()) {
      case BOOL:
        return new ScalarWriter(
            (value, out) -> out.writeBoolNoTag((Boolean) value), value -> !(Boolean) value);
      case FLOAT:
        return new ScalarWriter(
            (value, out) -> out.writeFloatNoTag((Float) value),
            value -> Float.floatToRawIntBits((Float) value) == 0);
      case DOUBLE:
        return new ScalarWriter(
            (value, out) -> out.writeDoubleNoTag(((Number) value).doubleValue()),
            value -> Double.doubleToRawLongBits(((Number) value).doubleValue()) == 0);
      case STRING:
        return new ScalarWriter(
            (value, out) -> out.writeStringNoTag((String) value),
            value -> ((String) value).isEmpty());
      case BYTES:
        return new ScalarWriter(
            (value, out) -> out.writeByteArrayNoTag((byte[]) value),
            value -> ((byte[]) value).length == 0);
      case ENUM:
        EnumDescriptor names = field.getEnumType();
        return new ScalarWriter(
            (value, out) -> out.writeEnumNoTag(number((String) value, names, path)),
            value -> {
              EnumValueDescriptor first = names.findValueByName((String) value);
              return first == null ? value.equals("0") : first.getNumber() == 0;
            });
      default:
        return new ScalarWriter(whole(field.getType(), path), value -> bits(value) == 0);
    }
  }

  /** Whether every value of the column, or of an unsigned number every one of its range, is one. */
  private static boolean holds(FieldDescriptor.Type field, DataType type) {
    TypeKind column = type.kind();
    switch (field) {
      case BOOL:
        return column == TypeKind.BOOLEAN;
      case FLOAT:
        return column == TypeKind.FLOAT;
      case DOUBLE:
        return column == TypeKind.DOUBLE || column == TypeKind.FLOAT;
      case STRING:
      case ENUM:
        return column.isCharacter();
      case BYTES:
        return column.isBinary();
      case INT32:
      case SINT32:
      case SFIXED32:
        return column.isInteger() && column != TypeKind.BIGINT;
      case UINT64:
      case FIXED64:
        return column.isInteger() || (column == TypeKind.DECIMAL && type.scale() == 0);
      default:
        return column.isInteger();
    }
  }

  private static Writing whole(FieldDescriptor.Type type, String path) {
    switch (type) {
      case INT32:
        return (value, out) -> out.writeInt32NoTag(((Number) value).intValue());
      case SINT32:
        return (value, out) -> out.writeSInt32NoTag(((Number) value).intValue());
      case SFIXED32:
        return (value, out) -> out.writeSFixed32NoTag(((Number) value).intValue());
      case UINT32:
        return (value, out) -> out.writeUInt32NoTag((int) unsigned(value, 32, path));
      case FIXED32:
        return (value, out) -> out.writeFixed32NoTag((int) unsigned(value, 32, path));
      case INT64:
        return (value, out) -> out.writeInt64NoTag(((Number) value).longValue());
      case SINT64:
        return (value, out) -> out.writeSInt64NoTag(((Number) value).longValue());
      case SFIXED64:
        return (value, out) -> out.writeSFixed64NoTag(((Number) value).longValue());
      case UINT64:
        return (value, out) -> out.writeUInt64NoTag(unsigned(value, 64, path));
      case FIXED64:
        return (value, out) -> out.writeFixed64NoTag(unsigned(value, 64, path));
      default:
        throw new IllegalStateException(type.toString());
    }
  }

  private static long bits(Object value) {
    return value instanceof BigDecimal
        ? ((BigDecimal) value).signum()
        : ((Number) value).longValue();
  }

  private static long unsigned(Object value, int bits, String path) throws IOException {
    BigInteger number =
        value instanceof BigDecimal
            ? ((BigDecimal) value).toBigIntegerExact()
            : BigInteger.valueOf(((Number) value).longValue());
    if (number.signum() < 0 || number.bitLength() > bits) {
      throw new IOException(
          "column `"
              + path
              + "` has "
              + number
              + ", and the schema's field has whole numbers of "
              + bits
              + " bits without a sign");
    }
    return number.longValue();
  }

  private static int number(String name, EnumDescriptor names, String path) throws IOException {
    EnumValueDescriptor value = names.findValueByName(name);
    if (value != null) {
      return value.getNumber();
    }
    try {
      return Integer.parseInt(name);
    } catch (NumberFormatException e) {
      throw new IOException(
          "column `"
              + path
              + "` has the text `"
              + name
              + "`, and the schema's names are "
              + names.getValues().stream()
                  .map(EnumValueDescriptor::getName)
                  .collect(Collectors.joining(", ")),
          e);
    }
  }

  /** Whether it is what a record without the field has. */
  boolean isDefault(Object value) {
    return test.isDefault(value);
  }

  @Override
  public void write(Object value, CodedOutputStream out) throws IOException {
    writing.write(value, out);
  }
}
