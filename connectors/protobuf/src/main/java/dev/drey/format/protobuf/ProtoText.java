// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors as the text of a {@code .proto} file, as a registry takes it: messages and enums, as
 * far as records hang on them.
 */
final class ProtoText {
  private static final Location NOWHERE = Location.get("schema.proto");

  private ProtoText() {}

  /**
   * @throws ProtobufMismatch where the file has what is not read, or needs a file that not
   *     everybody has
   */
  static String of(FileDescriptor file) throws ProtobufMismatch {
    List<String> imports = new ArrayList<>();
    for (FileDescriptor each : file.getDependencies()) {
      if (!SchemaFiles.KNOWN.containsKey(each.getName())) {
        throw new ProtobufMismatch(
            "the schema imports `"
                + each.getName()
                + "`, and a sink adds schemas of one file alone to a registry");
      }
      imports.add(each.getName());
    }
    List<TypeElement> types = new ArrayList<>();
    for (Descriptor message : file.getMessageTypes()) {
      types.add(message(message));
    }
    file.getEnumTypes().forEach(each -> types.add(enumeration(each)));
    return new ProtoFileElement(
            NOWHERE,
            file.getPackage().isEmpty() ? null : file.getPackage(),
            file.toProto().getSyntax().equals("proto3") ? Syntax.PROTO_3 : Syntax.PROTO_2,
            imports,
            List.of(),
            types,
            List.of(),
            List.of(),
            List.of())
        .toSchema();
  }

  private static MessageElement message(Descriptor message) throws ProtobufMismatch {
    List<TypeElement> types = new ArrayList<>();
    for (Descriptor each : message.getNestedTypes()) {
      if (!each.getOptions().getMapEntry()) {
        types.add(message(each));
      }
    }
    message.getEnumTypes().forEach(each -> types.add(enumeration(each)));
    List<FieldElement> fields = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      if (field.getRealContainingOneof() == null) {
        fields.add(field(field));
      }
    }
    List<OneOfElement> choices = new ArrayList<>();
    for (OneofDescriptor choice : message.getRealOneofs()) {
      List<FieldElement> of = new ArrayList<>();
      for (FieldDescriptor field : choice.getFields()) {
        of.add(field(field));
      }
      choices.add(new OneOfElement(choice.getName(), "", of, List.of(), List.of(), NOWHERE));
    }
    return new MessageElement(
        NOWHERE,
        message.getName(),
        "",
        types,
        List.of(),
        List.of(),
        fields,
        choices,
        List.of(),
        List.of(),
        List.of());
  }

  private static EnumElement enumeration(EnumDescriptor source) {
    return new EnumElement(
        NOWHERE,
        source.getName(),
        "",
        source.getOptions().getAllowAlias() ? List.of(isTrue("allow_alias")) : List.of(),
        source.getValues().stream()
            .map(
                each ->
                    new EnumConstantElement(
                        NOWHERE, each.getName(), each.getNumber(), "", List.of()))
            .collect(Collectors.toList()),
        List.of());
  }

  private static FieldElement field(FieldDescriptor field) throws ProtobufMismatch {
    FieldDescriptorProto proto = field.toProto();
    List<OptionElement> options = new ArrayList<>();
    if (proto.getOptions().hasPacked()) {
      options.add(
          new OptionElement(
              "packed",
              OptionElement.Kind.BOOLEAN,
              Boolean.toString(proto.getOptions().getPacked()),
              false));
    }
    return new FieldElement(
        NOWHERE,
        label(field),
        type(field),
        field.getName(),
        proto.hasDefaultValue() ? proto.getDefaultValue() : null,
        null,
        field.getNumber(),
        "",
        options);
  }

  private static OptionElement isTrue(String option) {
    return new OptionElement(option, OptionElement.Kind.BOOLEAN, "true", false);
  }

  private static Field.@Nullable Label label(FieldDescriptor field) {
    if (field.isMapField() || field.getRealContainingOneof() != null) {
      return null;
    }
    if (field.isRepeated()) {
      return Field.Label.REPEATED;
    }
    if (field.isRequired()) {
      return Field.Label.REQUIRED;
    }
    boolean proto3 = field.getFile().toProto().getSyntax().equals("proto3");
    return proto3 && !field.toProto().getProto3Optional() ? null : Field.Label.OPTIONAL;
  }

  private static String type(FieldDescriptor field) throws ProtobufMismatch {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map<"
          + type(entry.findFieldByNumber(1))
          + ", "
          + type(entry.findFieldByNumber(2))
          + ">";
    }
    switch (field.getType()) {
      case GROUP:
        throw new ProtobufMismatch("`" + field.getFullName() + "` is a group, which is not read");
      case MESSAGE:
        return "." + field.getMessageType().getFullName();
      case ENUM:
        return "." + field.getEnumType().getFullName();
      default:
        return field.getType().name().toLowerCase(Locale.ROOT);
    }
  }
}
