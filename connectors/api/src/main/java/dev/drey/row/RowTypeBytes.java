// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * A row type in a savepoint: names and types in order. Kinds go by name, not by number, so that new
 * kinds may be put anywhere among them.
 */
final class RowTypeBytes {
  private RowTypeBytes() {}

  static void write(RowType rowType, DataOutputView out) throws IOException {
    VarInt.writeUnsigned(rowType.size(), out);
    for (Field field : rowType.fields()) {
      StringValue.writeString(field.name(), out);
      write(field.type(), out);
    }
  }

  static RowType read(DataInputView in) throws IOException {
    int size = VarInt.readSize(in);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = StringValue.readString(in);
      fields.add(Field.of(name, readType(in)));
    }
    return RowType.of(fields);
  }

  private static void write(DataType type, DataOutputView out) throws IOException {
    StringValue.writeString(type.kind().name(), out);
    out.writeBoolean(type.nullable());
    VarInt.writeUnsigned(type.precision(), out);
    VarInt.writeUnsigned(type.scale(), out);
    switch (type.kind()) {
      case ARRAY:
        write(type.element(), out);
        break;
      case MAP:
        write(type.key(), out);
        write(type.element(), out);
        break;
      case ROW:
        write(type.row(), out);
        break;
      default:
    }
  }

  private static DataType readType(DataInputView in) throws IOException {
    TypeKind kind = TypeKind.valueOf(StringValue.readString(in));
    boolean nullable = in.readBoolean();
    int precision = VarInt.readSize(in);
    int scale = VarInt.readSize(in);
    return bareType(kind, precision, scale, in).withNullable(nullable);
  }

  private static DataType bareType(TypeKind kind, int precision, int scale, DataInputView in)
      throws IOException {
    switch (kind) {
      case ARRAY:
        return DataType.array(readType(in));
      case MAP:
        DataType key = readType(in);
        return DataType.map(key, readType(in));
      case ROW:
        return DataType.row(read(in));
      case DECIMAL:
        return DataType.decimal(precision, scale);
      default:
        return DataType.sized(kind, precision);
    }
  }
}
