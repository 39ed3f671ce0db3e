// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows to messages: each column is the field of its name, and fields without one are left out. */
final class MessageWriter {
  private final int[] slots;
  private final FieldWriter[] fields;
  private final List<Choice> choices = new ArrayList<>();

  private MessageWriter(int[] slots, FieldWriter[] fields) {
    this.slots = slots;
    this.fields = fields;
  }

  static MessageWriter of(Descriptor message, RowType type, String prefix) throws ProtobufMismatch {
    List<Integer> slots = new ArrayList<>();
    List<FieldWriter> fields = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      int slot = type.indexOf(field.getName());
      if (slot >= 0) {
        slots.add(slot);
        fields.add(FieldWriter.of(field, type.field(slot).type(), prefix + field.getName()));
      } else if (field.isRequired()) {
        throw new ProtobufMismatch(
            "the schema's field `"
                + prefix
                + field.getName()
                + "` is required, and no column"
                + " fills it");
      }
    }
    for (Field column : type.fields()) {
      if (message.findFieldByName(column.name()) == null) {
        throw new ProtobufMismatch(
            "column `"
                + prefix
                + column.name()
                + "` is no field of the schema, so it would be"
                + " lost");
      }
    }
    MessageWriter writer =
        new MessageWriter(
            slots.stream().mapToInt(slot -> slot).toArray(), fields.toArray(new FieldWriter[0]));
    for (OneofDescriptor choice : message.getRealOneofs()) {
      writer.choices.add(new Choice(choice, type, prefix));
    }
    return writer;
  }

  byte[] bytes(Object[] row) throws IOException {
    for (Choice choice : choices) {
      choice.check(row);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int i = 0; i < fields.length; i++) {
      Object value = row[slots[i]];
      if (value != null) {
        fields[i].write(value, out);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  /** Of the fields of a oneof a message has one, so of their columns all others are NULL. */
  private static final class Choice {
    private final String name;
    private final List<String> columns = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    Choice(OneofDescriptor choice, RowType type, String prefix) {
      this.name = prefix + choice.getName();
      for (FieldDescriptor field : choice.getFields()) {
        int slot = type.indexOf(field.getName());
        if (slot >= 0) {
          columns.add(prefix + field.getName());
          slots.add(slot);
        }
      }
    }

    void check(Object[] row) throws IOException {
      int found = -1;
      for (int i = 0; i < slots.size(); i++) {
        if (row[slots.get(i)] != null) {
          if (found >= 0) {
            throw new IOException(
                "of the oneof `"
                    + name
                    + "` both `"
                    + columns.get(found)
                    + "` and `"
                    + columns.get(i)
                    + "` have a value, and a message has one of them");
          }
          found = i;
        }
      }
    }
  }
}
