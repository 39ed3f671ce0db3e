// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One {@code .proto} file as the descriptors that protoc makes of it, as far as records need them:
 * without services, extensions and options of others. Names of types stay as they are written;
 * whoever links the files looks for them as the language says.
 */
final class ProtoSource {
  private static final Pattern EDITION = Pattern.compile("(?m)^\\s*edition\\s*=");

  private static final Map<String, FieldDescriptorProto.Type> SCALARS =
      Arrays.stream(FieldDescriptorProto.Type.values())
          .filter(type -> type.getNumber() != FieldDescriptorProto.Type.TYPE_GROUP_VALUE)
          .filter(type -> type.getNumber() != FieldDescriptorProto.Type.TYPE_MESSAGE_VALUE)
          .filter(type -> type.getNumber() != FieldDescriptorProto.Type.TYPE_ENUM_VALUE)
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT),
                  Function.identity()));

  private final String name;
  private final ProtoFileElement source;
  private final boolean proto3;

  private ProtoSource(String name, ProtoFileElement source) {
    this.name = name;
    this.source = source;
    this.proto3 = source.getSyntax() == Syntax.PROTO_3;
  }

  static ProtoSource of(String name, String text) throws ProtobufMismatch {
    if (EDITION.matcher(text).find()) {
      throw new ProtobufMismatch(
          "`" + name + "` is of an edition, which is not read: proto2 and proto3 are");
    }
    try {
      return new ProtoSource(name, ProtoParser.Companion.parse(Location.get(name), text));
    } catch (RuntimeException e) {
      // The parser reports with exceptions of Kotlin's that say what and where.
      throw new ProtobufMismatch("this is no schema of Protobuf: " + e.getMessage());
    }
  }

  int packageDepth() {
    String of = source.getPackageName();
    return of == null ? 0 : of.split("\\.").length;
  }

  List<String> imports() {
    List<String> all = new ArrayList<>(source.getImports());
    all.addAll(source.getPublicImports());
    return all;
  }

  void depend(FileDescriptorProto.Builder file, String on) {
    if (source.getPublicImports().contains(on)) {
      file.addPublicDependency(file.getDependencyCount());
    }
    file.addDependency(on);
  }

  /** The file without what it imports. */
  FileDescriptorProto.Builder file() throws ProtobufMismatch {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName(name);
    if (source.getPackageName() != null) {
      file.setPackage(source.getPackageName());
    }
    if (proto3) {
      file.setSyntax("proto3");
    }
    for (TypeElement type : source.getTypes()) {
      if (type instanceof MessageElement) {
        file.addMessageType(message((MessageElement) type));
      } else if (type instanceof EnumElement) {
        file.addEnumType(enumeration((EnumElement) type));
      }
    }
    return file;
  }

  private DescriptorProto.Builder message(MessageElement source) throws ProtobufMismatch {
    if (!source.getGroups().isEmpty()) {
      throw new ProtobufMismatch("`" + source.getName() + "` has a group, which is not read");
    }
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(source.getName());
    for (TypeElement type : source.getNestedTypes()) {
      if (type instanceof MessageElement) {
        message.addNestedType(message((MessageElement) type));
      } else if (type instanceof EnumElement) {
        message.addEnumType(enumeration((EnumElement) type));
      }
    }
    IdentityHashMap<FieldElement, Integer> choices = new IdentityHashMap<>();
    List<FieldElement> fields = new ArrayList<>(source.getFields());
    for (OneOfElement oneOf : source.getOneOfs()) {
      for (FieldElement field : oneOf.getFields()) {
        choices.put(field, message.getOneofDeclCount());
        fields.add(field);
      }
      message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneOf.getName()));
    }
    fields.sort(
        Comparator.comparingInt((FieldElement each) -> each.getLocation().getLine())
            .thenComparingInt(each -> each.getLocation().getColumn()));
    for (FieldElement field : fields) {
      FieldDescriptorProto.Builder made = field(field, message);
      Integer choice = choices.get(field);
      if (choice != null) {
        made.setOneofIndex(choice);
      } else if (proto3 && field.getLabel() == Field.Label.OPTIONAL) {
        // That it is there is known: a choice of one, behind all others, says so.
        made.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
      }
      message.addField(made);
    }
    return message;
  }

  private static EnumDescriptorProto.Builder enumeration(EnumElement source) {
    EnumDescriptorProto.Builder made = EnumDescriptorProto.newBuilder().setName(source.getName());
    source
        .getConstants()
        .forEach(
            each ->
                made.addValue(
                    EnumValueDescriptorProto.newBuilder()
                        .setName(each.getName())
                        .setNumber(each.getTag())));
    return made;
  }

  private static FieldDescriptorProto.Builder field(
      FieldElement source, DescriptorProto.Builder of) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(source.getName())
            .setNumber(source.getTag())
            .setLabel(label(source.getLabel()));
    String type = source.getType();
    if (type.startsWith("map<")) {
      String[] parts = type.substring(4, type.length() - 1).split(",", 2);
      String entry = entryName(source.getName());
      of.addNestedType(entry(entry, parts[0].strip(), parts[1].strip()));
      return field.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED).setTypeName(entry);
    }
    typed(field, type);
    if (source.getDefaultValue() != null) {
      field.setDefaultValue(source.getDefaultValue());
    }
    for (OptionElement option : source.getOptions()) {
      if (option.getName().equals("packed")) {
        field
            .getOptionsBuilder()
            .setPacked(Boolean.parseBoolean(String.valueOf(option.getValue())));
      }
    }
    return field;
  }

  private static DescriptorProto.Builder entry(String name, String key, String value) {
    FieldDescriptorProto.Builder made =
        FieldDescriptorProto.newBuilder().setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    DescriptorProto.Builder entry = DescriptorProto.newBuilder().setName(name);
    entry.getOptionsBuilder().setMapEntry(true);
    entry.addField(typed(made.clone().setName("key").setNumber(1), key));
    entry.addField(typed(made.clone().setName("value").setNumber(2), value));
    return entry;
  }

  private static FieldDescriptorProto.Builder typed(
      FieldDescriptorProto.Builder field, String type) {
    FieldDescriptorProto.Type scalar = SCALARS.get(type);
    return scalar == null ? field.setTypeName(type) : field.setType(scalar);
  }

  private static FieldDescriptorProto.Label label(Field.@Nullable Label label) {
    if (label == Field.Label.REPEATED) {
      return FieldDescriptorProto.Label.LABEL_REPEATED;
    }
    return label == Field.Label.REQUIRED
        ? FieldDescriptorProto.Label.LABEL_REQUIRED
        : FieldDescriptorProto.Label.LABEL_OPTIONAL;
  }

  /** {@code unit_prices} to {@code UnitPricesEntry}, as protoc has it. */
  private static String entryName(String field) {
    StringBuilder entry = new StringBuilder();
    boolean upper = true;
    for (int i = 0; i < field.length(); i++) {
      char each = field.charAt(i);
      if (each == '_') {
        upper = true;
      } else {
        entry.append(upper ? Character.toUpperCase(each) : each);
        upper = false;
      }
    }
    return entry + "Entry";
  }
}
