// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Random;

/** Schemas and messages of them at random, by Protobuf's own library. */
final class RandomMessages {
  private static final List<FieldDescriptorProto.Type> SCALARS =
      List.of(
          FieldDescriptorProto.Type.TYPE_DOUBLE,
          FieldDescriptorProto.Type.TYPE_FLOAT,
          FieldDescriptorProto.Type.TYPE_INT64,
          FieldDescriptorProto.Type.TYPE_UINT64,
          FieldDescriptorProto.Type.TYPE_INT32,
          FieldDescriptorProto.Type.TYPE_FIXED64,
          FieldDescriptorProto.Type.TYPE_FIXED32,
          FieldDescriptorProto.Type.TYPE_BOOL,
          FieldDescriptorProto.Type.TYPE_STRING,
          FieldDescriptorProto.Type.TYPE_BYTES,
          FieldDescriptorProto.Type.TYPE_UINT32,
          FieldDescriptorProto.Type.TYPE_SFIXED32,
          FieldDescriptorProto.Type.TYPE_SFIXED64,
          FieldDescriptorProto.Type.TYPE_SINT32,
          FieldDescriptorProto.Type.TYPE_SINT64);
  private static final List<String> WRAPPERS =
      List.of("Double", "Float", "Int64", "UInt64", "Int32", "UInt32", "Bool", "String", "Bytes");
  private static final List<FieldDescriptorProto.Type> KEYS =
      List.of(
          FieldDescriptorProto.Type.TYPE_STRING,
          FieldDescriptorProto.Type.TYPE_INT32,
          FieldDescriptorProto.Type.TYPE_SINT64,
          FieldDescriptorProto.Type.TYPE_BOOL,
          FieldDescriptorProto.Type.TYPE_UINT64);

  private final Random random;
  private boolean proto3;
  private int names;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  FileDescriptorSet schema() {
    proto3 = random.nextInt(3) > 0;
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setName("random.proto").setPackage("a.b");
    if (proto3) {
      file.setSyntax("proto3");
    }
    file.addDependency("google/protobuf/timestamp.proto")
        .addDependency("google/protobuf/wrappers.proto")
        .addEnumType(
            EnumDescriptorProto.newBuilder()
                .setName("Colour")
                .addValue(EnumValueDescriptorProto.newBuilder().setName("RED").setNumber(0))
                .addValue(EnumValueDescriptorProto.newBuilder().setName("BLUE").setNumber(-7)))
        .addMessageType(message("Top", 3));
    return FileDescriptorSet.newBuilder().addFile(file).build();
  }

  private DescriptorProto message(String name, int depth) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    int choice = random.nextInt(3) == 0 ? 2 : 0;
    if (choice > 0) {
      message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice"));
    }
    // Numbers in no order, some beyond what has tags of one byte or two.
    int number = random.nextInt(400);
    for (int i = 1 + random.nextInt(6) + choice; i > 0; i--) {
      number += 1 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 3);
      FieldDescriptorProto.Builder field =
          FieldDescriptorProto.newBuilder()
              .setName("f" + names++)
              .setNumber(number)
              .setLabel(Label.LABEL_OPTIONAL);
      if (choice > 0) {
        choice--;
        message.addField(typed(field, message, depth).setOneofIndex(0));
      } else if (random.nextInt(5) == 0) {
        DescriptorProto.Builder entry =
            DescriptorProto.newBuilder().setName("E" + names++ + "Entry");
        entry.getOptionsBuilder().setMapEntry(true);
        FieldDescriptorProto.Builder part =
            FieldDescriptorProto.newBuilder().setLabel(Label.LABEL_OPTIONAL);
        entry.addField(
            part.clone().setName("key").setNumber(1).setType(KEYS.get(random.nextInt(5))));
        entry.addField(typed(part.setName("value").setNumber(2), message, depth));
        message.addNestedType(entry);
        message.addField(field.setLabel(Label.LABEL_REPEATED).setTypeName(entry.getName()));
      } else {
        typed(field, message, depth);
        if (random.nextInt(4) == 0) {
          field.setLabel(Label.LABEL_REPEATED);
          if (field.hasType() && SCALARS.contains(field.getType())) {
            FieldDescriptorProto.Type type = field.getType();
            if (type != FieldDescriptorProto.Type.TYPE_STRING
                && type != FieldDescriptorProto.Type.TYPE_BYTES) {
              field.getOptionsBuilder().setPacked(random.nextBoolean());
            }
          }
        } else if (!proto3 && random.nextInt(4) == 0) {
          field.setLabel(Label.LABEL_REQUIRED);
        } else if (proto3 && random.nextInt(3) == 0) {
          field.setProto3Optional(true);
        }
        message.addField(field);
      }
    }
    for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
      if (field.getProto3Optional()) {
        field.setOneofIndex(message.getOneofDeclCount());
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
      }
    }
    return message.build();
  }

  private FieldDescriptorProto.Builder typed(
      FieldDescriptorProto.Builder field, DescriptorProto.Builder in, int depth) {
    switch (random.nextInt(6)) {
      case 0:
        if (depth == 0) {
          return field.setType(FieldDescriptorProto.Type.TYPE_INT64);
        }
        DescriptorProto nested = message("M" + names++, depth - 1);
        in.addNestedType(nested);
        return field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(nested.getName());
      case 1:
        return field.setType(FieldDescriptorProto.Type.TYPE_ENUM).setTypeName(".a.b.Colour");
      case 2:
        return field.setTypeName(
            random.nextBoolean()
                ? ".google.protobuf.Timestamp"
                : ".google.protobuf." + WRAPPERS.get(random.nextInt(9)) + "Value");
      default:
        return field.setType(SCALARS.get(random.nextInt(SCALARS.size())));
    }
  }

  DynamicMessage message(Descriptor type) {
    if (type.getFullName().equals("google.protobuf.Timestamp")) {
      return DynamicMessage.newBuilder(
              Timestamp.newBuilder()
                  .setSeconds(random.nextInt() * (random.nextBoolean() ? 1L : 30L))
                  .setNanos(random.nextInt(1000) * 1_000_000)
                  .build())
          .build();
    }
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      boolean one =
          field.getRealContainingOneof() != null
              && message.hasOneof(field.getRealContainingOneof());
      if (field.isMapField()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          message.addRepeatedField(field, entry(field.getMessageType(), i));
        }
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(field));
        }
      } else if (field.isRequired() || (random.nextInt(3) > 0 && !one)) {
        message.setField(field, value(field));
      }
    }
    return message.build();
  }

  private DynamicMessage entry(Descriptor type, int i) {
    FieldDescriptor key = type.findFieldByNumber(1);
    Object value =
        key.getType() == FieldDescriptor.Type.BOOL
            ? i == 1
            : key.getType() == FieldDescriptor.Type.STRING
                ? (Object) ("k" + i)
                : key.getType() == FieldDescriptor.Type.INT32 ? (Object) i : (Object) (long) i;
    return DynamicMessage.newBuilder(type)
        .setField(key, value)
        .setField(type.findFieldByNumber(2), value(type.findFieldByNumber(2)))
        .build();
  }

  private Object value(FieldDescriptor field) {
    switch (field.getJavaType()) {
      case BOOLEAN:
        return random.nextBoolean();
      case FLOAT:
        return random.nextInt(4) == 0 ? 0f : Float.intBitsToFloat(random.nextInt());
      case DOUBLE:
        return random.nextInt(4) == 0 ? -0.0 : Double.longBitsToDouble(random.nextLong());
      case STRING:
        return random.nextInt(4) == 0 ? "" : "t\u00e9\ud83d\ude00" + random.nextInt(1000);
      case BYTE_STRING:
        byte[] bytes = new byte[random.nextInt(4)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
      case ENUM:
        return field.getEnumType().getValues().get(random.nextInt(2));
      case INT:
        return random.nextInt() >> random.nextInt(32);
      case LONG:
        return random.nextLong() >> random.nextInt(64);
      default:
        return message(field.getMessageType());
    }
  }
}
