// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.drey.format.BadRecordException;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.WholeNumberFit;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Values without others within them. A number fits every type of numbers that holds it without
 * loss; an enum is the name of its value, or the number where it has no name.
 */
final class ScalarReader implements ValueReader {
  /** The value as the record has it: whole numbers as Long, with the bits of unsigned ones. */
  private interface Raw {
    Object read(CodedInputStream in) throws IOException;
  }

  private interface Fitting {
    Object value(Object raw) throws BadRecordException;
  }

  private final Raw raw;
  private final Fitting fitting;
  private final int tag;
  private final Object absent;

  private ScalarReader(FieldDescriptor field, Raw raw, Fitting fitting, String path)
      throws ProtobufMismatch {
    this.raw = raw;
    this.fitting = fitting;
    this.tag = field.getNumber() << 3 | field.getLiteType().getWireType();
    try {
      this.absent = fitting.value(rawDefault(field));
    } catch (BadRecordException unfit) {
      throw new ProtobufMismatch(
          "of a record without it, column `" + path + "` would have none: " + unfit.getMessage());
    }
  }

  static ScalarReader of(FieldDescriptor field, DataType type, String path, boolean truncateTimes)
      throws ProtobufMismatch {
    Mismatch mismatch = Mismatch.of(path, type);
    Fit fit = Fit.of(mismatch, type, truncateTimes);
    if (!fits(field.getType(), type.kind())) {
      throw ProtoKinds.unfit(field, type, path);
    }
    switch (field.getType()) {
      case BOOL:
        return new ScalarReader(field, CodedInputStream::readBool, value -> value, path);
      case FLOAT:
        return new ScalarReader(
            field,
            CodedInputStream::readFloat,
            type.kind() == TypeKind.FLOAT ? value -> value : value -> ((Float) value).doubleValue(),
            path);
      case DOUBLE:
        return new ScalarReader(field, CodedInputStream::readDouble, value -> value, path);
      case STRING:
        return new ScalarReader(
            field, in -> text(in, path), value -> fit.text((String) value), path);
      case BYTES:
        return new ScalarReader(
            field, CodedInputStream::readByteArray, value -> fit.bytes((byte[]) value), path);
      case ENUM:
        return enumeration(field, type, path, mismatch, fit);
      default:
        WholeNumberFit numbers = new WholeNumberFit(type, mismatch);
        boolean unsigned =
            field.getType() == FieldDescriptor.Type.UINT64
                || field.getType() == FieldDescriptor.Type.FIXED64;
        return new ScalarReader(
            field,
            whole(field.getType()),
            value -> {
              long number = (Long) value;
              return unsigned && number < 0
                  ? large(number, type, mismatch, fit)
                  : numbers.value(number);
            },
            path);
    }
  }

  private static boolean fits(FieldDescriptor.Type field, TypeKind column) {
    switch (field) {
      case BOOL:
        return column == TypeKind.BOOLEAN;
      case FLOAT:
        return column == TypeKind.FLOAT || column == TypeKind.DOUBLE;
      case DOUBLE:
        return column == TypeKind.DOUBLE;
      case STRING:
        return column.isCharacter();
      case BYTES:
        return column.isBinary();
      case ENUM:
        return column.isCharacter() || WholeNumberFit.takes(column);
      default:
        return WholeNumberFit.takes(column);
    }
  }

  private static Raw whole(FieldDescriptor.Type type) {
    switch (type) {
      case INT32:
        return in -> (long) in.readInt32();
      case SINT32:
        return in -> (long) in.readSInt32();
      case SFIXED32:
        return in -> (long) in.readSFixed32();
      case UINT32:
        return in -> Integer.toUnsignedLong(in.readUInt32());
      case FIXED32:
        return in -> Integer.toUnsignedLong(in.readFixed32());
      case SINT64:
        return CodedInputStream::readSInt64;
      case SFIXED64:
        return CodedInputStream::readSFixed64;
      case FIXED64:
        return CodedInputStream::readFixed64;
      case INT64:
      case UINT64:
        return CodedInputStream::readRawVarint64;
      default:
        throw new IllegalStateException(type.toString());
    }
  }

  /** An unsigned number above the greatest signed one. */
  private static Object large(long bits, DataType type, Mismatch mismatch, Fit fit)
      throws BadRecordException {
    BigInteger number = new BigInteger(Long.toUnsignedString(bits));
    if (type.kind() == TypeKind.DECIMAL) {
      return fit.decimal(new BigDecimal(number));
    }
    double nearest = number.doubleValue();
    if (type.kind() == TypeKind.DOUBLE
        && new BigDecimal(nearest).compareTo(new BigDecimal(number)) == 0) {
      return nearest;
    }
    throw mismatch.found("the number " + number);
  }

  private static String text(CodedInputStream in, String path) throws IOException {
    try {
      return in.readStringRequireUtf8();
    } catch (InvalidProtocolBufferException e) {
      if (String.valueOf(e.getMessage()).contains("UTF-8")) {
        throw new IOException("column `" + path + "` has bytes that are not UTF-8", e);
      }
      throw e;
    }
  }

  private static ScalarReader enumeration(
      FieldDescriptor field, DataType type, String path, Mismatch mismatch, Fit fit)
      throws ProtobufMismatch {
    Raw number = in -> (long) in.readEnum();
    if (!type.kind().isCharacter()) {
      WholeNumberFit numbers = new WholeNumberFit(type, mismatch);
      return new ScalarReader(field, number, value -> numbers.value((Long) value), path);
    }
    EnumDescriptor names = field.getEnumType();
    return new ScalarReader(
        field,
        number,
        value -> {
          EnumValueDescriptor name = names.findValueByNumber(((Long) value).intValue());
          return fit.text(name == null ? value.toString() : name.getName());
        },
        path);
  }

  private static Object rawDefault(FieldDescriptor field) {
    Object value = field.isRepeated() ? zero(field) : field.getDefaultValue();
    if (value instanceof EnumValueDescriptor) {
      return (long) ((EnumValueDescriptor) value).getNumber();
    }
    if (value instanceof ByteString) {
      return ((ByteString) value).toByteArray();
    }
    if (value instanceof Integer) {
      boolean unsigned =
          field.getType() == FieldDescriptor.Type.UINT32
              || field.getType() == FieldDescriptor.Type.FIXED32;
      return unsigned ? Integer.toUnsignedLong((Integer) value) : ((Integer) value).longValue();
    }
    return value;
  }

  private static Object zero(FieldDescriptor field) {
    switch (field.getJavaType()) {
      case BOOLEAN:
        return false;
      case FLOAT:
        return 0f;
      case DOUBLE:
        return 0d;
      case STRING:
        return "";
      case BYTE_STRING:
        return ByteString.EMPTY;
      case ENUM:
        return field.getEnumType().getValues().get(0);
      default:
        return 0L;
    }
  }

  /** How a value of its own begins in a record. */
  int tag() {
    return tag;
  }

  /** Whether several values may stand one behind the other without tags between them. */
  boolean packable() {
    int wire = tag & 7;
    return wire != WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  /** What a record without the field has for it. */
  Object absent() {
    return absent;
  }

  @Override
  public Object read(CodedInputStream in, @Nullable Object before)
      throws IOException, BadRecordException {
    return fitting.value(raw.read(in));
  }
}
