// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a field, at one of the places where a record has it, into its column's slot. */
interface FieldReader {
  void read(CodedInputStream in, @Nullable Object[] row) throws IOException, BadRecordException;

  /** The reader of the elements of a repeated field. */
  static ValueReader element(
      FieldDescriptor field, DataType type, String path, boolean truncateTimes)
      throws ProtobufMismatch {
    if (type.kind() != TypeKind.ARRAY) {
      throw ProtoKinds.unfit(field, type, path);
    }
    return ValueReader.of(field, type.element(), path + "[*]", truncateTimes);
  }

  static FieldReader list(int slot, ValueReader element) {
    return (in, row) -> listIn(row, slot).add(element.read(in, null));
  }

  /** Values one behind the other, of which the record says how many bytes they have together. */
  static FieldReader packed(int slot, ValueReader element) {
    return (in, row) -> {
      List<Object> list = listIn(row, slot);
      int outer = in.pushLimit(in.readRawVarint32());
      while (in.getBytesUntilLimit() > 0) {
        list.add(element.read(in, null));
      }
      in.popLimit(outer);
    };
  }

  static int packedTag(FieldDescriptor field) {
    return field.getNumber() << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  static FieldReader map(
      FieldDescriptor field, DataType type, int slot, String path, boolean truncateTimes)
      throws ProtobufMismatch {
    if (type.kind() != TypeKind.MAP) {
      throw ProtoKinds.unfit(field, type, path);
    }
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    ScalarReader keys = ScalarReader.of(keyField, type.key(), path + ".key", truncateTimes);
    ValueReader values = ValueReader.of(valueField, type.element(), path + "[*]", truncateTimes);
    int valueTag = 2 << 3 | valueField.getLiteType().getWireType();
    return (in, row) ->
        ValueReader.within(
            in,
            () -> {
              Object key = keys.absent();
              Object value = null;
              for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == keys.tag()) {
                  key = keys.read(in, null);
                } else if (tag == valueTag) {
                  value = values.read(in, value);
                } else {
                  ValueReader.skip(in, tag);
                }
              }
              value = value == null ? absent(values) : value;
              mapIn(row, slot).put(key, value);
              return value;
            });
  }

  /** The value of an entry that has none: that of a message without fields. */
  private static Object absent(ValueReader values) throws IOException, BadRecordException {
    return values instanceof ScalarReader
        ? ((ScalarReader) values).absent()
        : values.read(CodedInputStream.newInstance(new byte[1]), null);
  }

  /** What comes after it in a record ends what came before: of a oneof the last one holds. */
  static FieldReader clearing(int[] others, @Nullable FieldReader field) {
    return new FieldReader() {
      @Override
      public void read(CodedInputStream in, @Nullable Object[] row)
          throws IOException, BadRecordException {
        for (int slot : others) {
          row[slot] = null;
        }
        if (field == null) {
          in.skipField(in.getLastTag());
        } else {
          field.read(in, row);
        }
      }
    };
  }

  // What stands in the slot of a list or map was put there by these.
  @SuppressWarnings("unchecked")
  private static List<Object> listIn(@Nullable Object[] row, int slot) {
    List<Object> list = (List<Object>) row[slot];
    if (list == null) {
      list = new ArrayList<>();
      row[slot] = list;
    }
    return list;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> mapIn(@Nullable Object[] row, int slot) {
    Map<Object, Object> map = (Map<Object, Object>) row[slot];
    if (map == null) {
      map = new LinkedHashMap<>();
      row[slot] = map;
    }
    return map;
  }
}
