// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.text.Mismatch;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages to {@code Object[]}: a field goes to the slot of its column, others are passed over. */
final class MessageReader {
  private final Map<Integer, FieldReader> byTag = new HashMap<>();

  /** The same for the tags of the first fields, which most messages have alone. */
  private final @Nullable FieldReader[] low = new @Nullable FieldReader[1024];

  /** The row before anything is read: what a field that is not there has, or NULL. */
  private final @Nullable Object[] start;

  private final List<Integer> lists = new ArrayList<>();
  private final List<Integer> maps = new ArrayList<>();
  private final Map<Integer, Mismatch> required = new LinkedHashMap<>();

  private MessageReader(int columns) {
    this.start = new @Nullable Object[columns];
  }

  /** The record itself. Columns that may not be NULL are checked where metadata is filled in. */
  static MessageReader top(Descriptor message, DecoderContext context, boolean truncateTimes)
      throws ProtobufMismatch {
    RowType produced = context.produced();
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < produced.size(); i++) {
      if (context.positions().get(i) >= 0) {
        columns.put(produced.field(i).name(), i);
      }
    }
    MessageReader reader = new MessageReader(produced.size());
    reader.fill(message, produced, columns, "", truncateTimes);
    reader.required.clear();
    return reader;
  }

  static MessageReader nested(Descriptor message, RowType type, String path, boolean truncateTimes)
      throws ProtobufMismatch {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < type.size(); i++) {
      columns.put(type.field(i).name(), i);
    }
    MessageReader reader = new MessageReader(type.size());
    reader.fill(message, type, columns, path + ".", truncateTimes);
    return reader;
  }

  private void fill(
      Descriptor message,
      RowType type,
      Map<String, Integer> columns,
      String prefix,
      boolean truncateTimes)
      throws ProtobufMismatch {
    for (Map.Entry<String, Integer> each : columns.entrySet()) {
      Field column = type.field(each.getValue());
      FieldDescriptor field = message.findFieldByName(column.name());
      if (field != null) {
        add(field, column.type(), each.getValue(), prefix + column.name(), truncateTimes);
      } else if (!column.type().nullable()) {
        throw new ProtobufMismatch(
            "column `"
                + prefix
                + column.name()
                + "` is declared NOT NULL, and the schema has no such field: it has "
                + names(message));
      }
    }
    for (OneofDescriptor choice : message.getRealOneofs()) {
      List<Integer> slots =
          choice.getFields().stream()
              .map(field -> columns.getOrDefault(field.getName(), -1))
              .collect(Collectors.toList());
      for (FieldDescriptor field : choice.getFields()) {
        int own = columns.getOrDefault(field.getName(), -1);
        int[] others = slots.stream().filter(s -> s >= 0 && s != own).mapToInt(s -> s).toArray();
        if (others.length > 0) {
          int tag = field.getNumber() << 3 | field.getLiteType().getWireType();
          put(tag, FieldReader.clearing(others, reader(tag)));
        }
      }
    }
  }

  private static String names(Descriptor message) {
    List<FieldDescriptor> fields = message.getFields();
    return fields.stream().limit(20).map(FieldDescriptor::getName).collect(Collectors.joining(", "))
        + (fields.size() > 20 ? " and more" : "");
  }

  private void add(
      FieldDescriptor field, DataType type, int slot, String path, boolean truncateTimes)
      throws ProtobufMismatch {
    int tag = field.getNumber() << 3 | field.getLiteType().getWireType();
    if (field.isMapField()) {
      put(tag, FieldReader.map(field, type, slot, path, truncateTimes));
      maps.add(slot);
    } else if (field.isRepeated()) {
      ValueReader element = FieldReader.element(field, type, path, truncateTimes);
      put(tag, FieldReader.list(slot, element));
      if (element instanceof ScalarReader && ((ScalarReader) element).packable()) {
        put(FieldReader.packedTag(field), FieldReader.packed(slot, element));
      }
      lists.add(slot);
    } else {
      ValueReader value = ValueReader.of(field, type, path, truncateTimes);
      put(tag, (in, row) -> row[slot] = value.read(in, row[slot]));
      if (value instanceof ScalarReader && !ProtoKinds.mayBeAbsent(field) && !field.isRequired()) {
        start[slot] = ((ScalarReader) value).absent();
      } else if (!type.nullable()) {
        required.put(slot, Mismatch.of(path, type));
      }
    }
  }

  private void put(int tag, FieldReader reader) {
    if (tag >= 0 && tag < low.length) {
      low[tag] = reader;
    } else {
      byTag.put(tag, reader);
    }
  }

  private @Nullable FieldReader reader(int tag) {
    return tag >= 0 && tag < low.length ? low[tag] : byTag.get(tag);
  }

  /**
   * @param before the row of the part of the message that came before, or null
   */
  @Nullable Object[] read(CodedInputStream in, @Nullable Object @Nullable [] before)
      throws IOException, BadRecordException {
    @Nullable Object[] row = before == null ? start.clone() : before;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      FieldReader reader = reader(tag);
      if (reader == null) {
        ValueReader.skip(in, tag);
      } else {
        reader.read(in, row);
      }
    }
    for (int slot : lists) {
      row[slot] = row[slot] == null ? new ArrayList<>(0) : row[slot];
    }
    for (int slot : maps) {
      row[slot] = row[slot] == null ? new LinkedHashMap<>(0) : row[slot];
    }
    for (Map.Entry<Integer, Mismatch> each : required.entrySet()) {
      if (row[each.getKey()] == null) {
        throw each.getValue().missing();
      }
    }
    return row;
  }
}
