// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;

/** Writes the values of one type as those of one schema, which holds them all. */
interface AvroWriter {
  void write(Object value, Encoder out) throws IOException;

  /**
   * A writer of values that may be NULL where the type says so.
   *
   * @param path of the value, for messages: {@code tags[*].name}
   */
  static AvroWriter of(Schema schema, DataType type, String path) throws AvroMismatch {
    if (schema.getType() == Schema.Type.UNION) {
      return union(schema, type, path);
    }
    if (type.nullable()) {
      throw new AvroMismatch(
          "column `"
              + path
              + "` may be NULL, and the schema has "
              + AvroNames.of(schema)
              + " without null for it");
    }
    return bare(schema, type, path);
  }

  private static AvroWriter union(Schema union, DataType type, String path) throws AvroMismatch {
    List<Schema> branches = union.getTypes();
    int none = -1;
    int some = -1;
    AvroWriter writer = null;
    AvroMismatch first = null;
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).getType() == Schema.Type.NULL) {
        none = i;
      } else if (writer == null) {
        try {
          writer = bare(branches.get(i), type, path);
          some = i;
        } catch (AvroMismatch mismatch) {
          first = first == null ? mismatch : first;
        }
      }
    }
    if (writer == null) {
      throw first == null ? new AvroMismatch("`" + path + "` is null alone in the schema") : first;
    }
    if (type.nullable() && none < 0) {
      throw new AvroMismatch(
          "column `" + path + "` may be NULL, and the schema has no null for it");
    }
    int nullBranch = none;
    int branch = some;
    AvroWriter value = writer;
    return (each, out) -> {
      if (each == null) {
        out.writeIndex(nullBranch);
      } else {
        out.writeIndex(branch);
        value.write(each, out);
      }
    };
  }

  private static AvroWriter bare(Schema schema, DataType type, String path) throws AvroMismatch {
    switch (schema.getType()) {
      case RECORD:
        AvroReader.require(type.kind() == TypeKind.ROW, schema, type, path);
        return AvroRowWriter.of(schema, type.row(), path + ".");
      case ARRAY:
        AvroReader.require(type.kind() == TypeKind.ARRAY, schema, type, path);
        return list(of(schema.getElementType(), type.element(), path + "[*]"));
      case MAP:
        AvroReader.require(
            type.kind() == TypeKind.MAP && type.key().kind().isCharacter(), schema, type, path);
        return map(of(schema.getValueType(), type.element(), path + "[*]"));
      default:
        return scalar(schema, type, path);
    }
  }

  private static AvroWriter list(AvroWriter element) {
    return (value, out) -> {
      List<?> list = (List<?>) value;
      out.writeArrayStart();
      out.setItemCount(list.size());
      for (Object each : list) {
        out.startItem();
        element.write(each, out);
      }
      out.writeArrayEnd();
    };
  }

  private static AvroWriter map(AvroWriter element) {
    return (value, out) -> {
      Map<?, ?> map = (Map<?, ?>) value;
      out.writeMapStart();
      out.setItemCount(map.size());
      for (Map.Entry<?, ?> each : map.entrySet()) {
        out.startItem();
        // SQL maps may have a NULL key, Avro's have none: the word that Flink's formats take.
        out.writeBytes(String.valueOf(each.getKey()).getBytes(UTF_8));
        element.write(each.getValue(), out);
      }
      out.writeMapEnd();
    };
  }

  private static AvroWriter scalar(Schema schema, DataType type, String path) throws AvroMismatch {
    AvroKind kind = AvroKind.of(schema);
    AvroReader.require(holds(kind, schema, type), schema, type, path);
    switch (kind) {
      case BOOLEAN:
        return (value, out) -> out.writeBoolean((Boolean) value);
      case INT:
        return (value, out) -> out.writeInt(((Number) value).intValue());
      case LONG:
        return (value, out) -> out.writeLong(((Number) value).longValue());
      case FLOAT:
        return (value, out) -> out.writeFloat((Float) value);
      case DOUBLE:
        return (value, out) -> out.writeDouble(((Number) value).doubleValue());
      case TEXT:
        return schema.getType() == Schema.Type.ENUM
            ? symbol(schema, path)
            : (value, out) -> out.writeBytes(((String) value).getBytes(UTF_8));
      case BYTES:
        return schema.getType() == Schema.Type.FIXED
            ? (value, out) -> out.writeFixed((byte[]) value)
            : (value, out) -> out.writeBytes((byte[]) value);
      case DECIMAL:
        return decimal(schema);
      case DATE:
      case TIME_MILLIS:
        return (value, out) -> out.writeInt((Integer) value);
      case TIME_MICROS:
        return (value, out) -> out.writeLong((Integer) value * 1000L);
      case LOCAL_MILLIS:
      case INSTANT_MILLIS:
        return (value, out) -> out.writeLong((Long) value);
      default:
        return (value, out) -> out.writeLong(Math.multiplyExact((Long) value, 1000L));
    }
  }

  /** Whether every value of the column is one of the schema. */
  private static boolean holds(AvroKind kind, Schema schema, DataType type) {
    TypeKind column = type.kind();
    switch (kind) {
      case BOOLEAN:
        return column == TypeKind.BOOLEAN;
      case INT:
        return column.isInteger() && column != TypeKind.BIGINT;
      case LONG:
        return column.isInteger();
      case FLOAT:
        return column == TypeKind.FLOAT;
      case DOUBLE:
        return column == TypeKind.DOUBLE || column == TypeKind.FLOAT;
      case TEXT:
        return column.isCharacter();
      case BYTES:
        return schema.getType() == Schema.Type.BYTES
            ? column.isBinary()
            : column == TypeKind.BINARY && type.precision() == schema.getFixedSize();
      case DECIMAL:
        LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) schema.getLogicalType();
        return column == TypeKind.DECIMAL
            && decimal.getScale() >= type.scale()
            && decimal.getPrecision() - decimal.getScale() >= type.precision() - type.scale();
      case DATE:
        return column == TypeKind.DATE;
      case TIME_MILLIS:
      case TIME_MICROS:
        return column == TypeKind.TIME;
      case LOCAL_MILLIS:
      case LOCAL_MICROS:
      case INSTANT_MILLIS:
      case INSTANT_MICROS:
        return column.isTimestamp();
    }
    throw new IllegalStateException(kind.toString());
  }

  private static AvroWriter symbol(Schema schema, String path) {
    return (value, out) -> {
      String symbol = (String) value;
      if (!schema.hasEnumSymbol(symbol)) {
        throw new IOException(
            "column `"
                + path
                + "` has the text `"
                + symbol
                + "`, and the schema's symbols are "
                + String.join(", ", schema.getEnumSymbols()));
      }
      out.writeEnum(schema.getEnumOrdinal(symbol));
    };
  }

  private static AvroWriter decimal(Schema schema) {
    int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
    boolean fixed = schema.getType() == Schema.Type.FIXED;
    int size = fixed ? schema.getFixedSize() : 0;
    return (value, out) -> {
      BigInteger number =
          ((BigDecimal) value).setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
      byte[] digits = number.toByteArray();
      if (!fixed) {
        out.writeBytes(digits);
        return;
      }
      byte[] padded = new byte[size];
      Arrays.fill(padded, (byte) (number.signum() < 0 ? -1 : 0));
      System.arraycopy(digits, 0, padded, size - digits.length, digits.length);
      out.writeFixed(padded);
    };
  }
}
