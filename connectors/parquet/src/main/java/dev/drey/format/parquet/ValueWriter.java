// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes values of one type that are not NULL, as {@link WrittenSchema} has it. */
interface ValueWriter {
  void write(Object value, RecordConsumer out) throws IOException;

  static ValueWriter of(DataType type, String path) {
    switch (type.kind()) {
      case ROW:
        ValueWriter fields = row(type.row(), path + ".");
        return (value, out) -> {
          out.startGroup();
          fields.write(value, out);
          out.endGroup();
        };
      case ARRAY:
        return list(of(type.element(), path + "[*]"));
      case MAP:
        return map(type, path);
      default:
        return scalar(type);
    }
  }

  /** The fields of a row, or of the record. */
  static ValueWriter row(RowType type, String prefix) {
    int size = type.size();
    ValueWriter[] writers = new ValueWriter[size];
    String[] names = new String[size];
    for (int i = 0; i < size; i++) {
      names[i] = type.field(i).name();
      writers[i] = of(type.field(i).type(), prefix + names[i]);
    }
    return (value, out) -> {
      Object[] row = (Object[]) value;
      for (int i = 0; i < size; i++) {
        if (row[i] != null) {
          out.startField(names[i], i);
          writers[i].write(row[i], out);
          out.endField(names[i], i);
        }
      }
    };
  }

  private static ValueWriter list(ValueWriter element) {
    return (value, out) -> {
      List<?> list = (List<?>) value;
      out.startGroup();
      if (!list.isEmpty()) {
        out.startField("list", 0);
        for (Object each : list) {
          out.startGroup();
          if (each != null) {
            out.startField("element", 0);
            element.write(each, out);
            out.endField("element", 0);
          }
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    };
  }

  private static ValueWriter map(DataType type, String path) {
    ValueWriter key = of(type.key(), path);
    ValueWriter element = of(type.element(), path + "[*]");
    boolean text = type.key().kind() == TypeKind.VARCHAR;
    return (value, out) -> {
      Map<?, ?> map = (Map<?, ?>) value;
      out.startGroup();
      if (!map.isEmpty()) {
        out.startField("key_value", 0);
        for (Map.Entry<?, ?> each : map.entrySet()) {
          out.startGroup();
          out.startField("key", 0);
          key.write(key(each.getKey(), text, path), out);
          out.endField("key", 0);
          if (each.getValue() != null) {
            out.startField("value", 1);
            element.write(each.getValue(), out);
            out.endField("value", 1);
          }
          out.endGroup();
        }
        out.endField("key_value", 0);
      }
      out.endGroup();
    };
  }

  /** SQL maps may have a NULL key, Parquet's have none: for texts the word that Flink takes. */
  private static Object key(Object key, boolean text, String path) throws IOException {
    if (key == null && !text) {
      throw new IOException(
          "the map `" + path + "` has a NULL key, for which Parquet has no place");
    }
    return key == null ? "null" : key;
  }

  private static ValueWriter scalar(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return (value, out) -> out.addBoolean((Boolean) value);
      case TINYINT:
      case SMALLINT:
      case INT:
      case DATE:
      case TIME:
        return (value, out) -> out.addInteger(((Number) value).intValue());
      case BIGINT:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return (value, out) -> out.addLong((Long) value);
      case FLOAT:
        return (value, out) -> out.addFloat((Float) value);
      case DOUBLE:
        return (value, out) -> out.addDouble((Double) value);
      case BINARY:
      case VARBINARY:
        return (value, out) -> out.addBinary(Binary.fromConstantByteArray((byte[]) value));
      case DECIMAL:
        return decimal(type);
      default:
        return (value, out) ->
            out.addBinary(Binary.fromConstantByteArray(((String) value).getBytes(UTF_8)));
    }
  }

  private static ValueWriter decimal(DataType type) {
    if (type.precision() <= 9) {
      return (value, out) -> out.addInteger(((BigDecimal) value).unscaledValue().intValueExact());
    }
    if (type.precision() <= 18) {
      return (value, out) -> out.addLong(((BigDecimal) value).unscaledValue().longValueExact());
    }
    int size = WrittenSchema.bytesOf(type.precision());
    return (value, out) -> {
      byte[] digits = ((BigDecimal) value).unscaledValue().toByteArray();
      byte[] padded = new byte[size];
      Arrays.fill(padded, 0, size - digits.length, (byte) (digits[0] < 0 ? -1 : 0));
      System.arraycopy(digits, 0, padded, size - digits.length, digits.length);
      out.addBinary(Binary.fromConstantByteArray(padded));
    };
  }
}
