// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.Message;
import dev.drey.format.TypeImportException;
import dev.drey.format.registry.RegisteredSchema;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas in files, beside what protoc makes of them, and the types that they give. */
class ProtobufSchemasTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String type(String proto, @Nullable String message) throws Exception {
    ProtobufTypeImport language = new ProtobufTypeImport();
    String schema = language.text(file("types.proto", "syntax = \"proto3\";\n" + proto));
    return language.type(schema, Optional.ofNullable(message)).row().toString();
  }

  /**
   * Protobuf's library has its own files both ways: as they are written, and as protoc has them.
   */
  @Test
  void filesAreReadAsProtocReadsThem() throws Exception {
    for (FileDescriptor compiled : SchemaFiles.KNOWN.values()) {
      ProtoSource read = ProtoSource.of(compiled.getName(), source(compiled.getName()));
      FileDescriptorProto.Builder made = read.file();
      read.imports().forEach(each -> read.depend(made, each));
      FileDescriptor linked =
          FileDescriptor.buildFrom(
              made.build(), compiled.getDependencies().toArray(new FileDescriptor[0]));
      assertThat(linked.getPackage()).isEqualTo(compiled.getPackage());
      List<String> expected = described(compiled);
      assertThat(described(linked)).containsExactlyElementsOf(expected).isNotEmpty();
    }
  }

  /** What a sink sends to a registry. */
  @Test
  void descriptorsAreWrittenAsTextsThatSayTheSame() throws Exception {
    for (FileDescriptor compiled : SchemaFiles.KNOWN.values()) {
      if (compiled.getName().endsWith("descriptor.proto")) {
        continue; // Its ranges of extensions are in no record.
      }
      FileDescriptor read =
          Messages.file(
              SchemaFiles.registered(List.of(RegisteredSchema.of("", ProtoText.of(compiled)))));
      assertThat(read.getPackage()).isEqualTo(compiled.getPackage());
      assertThat(described(read)).containsExactlyElementsOf(described(compiled)).isNotEmpty();
    }
  }

  /** Wire has such a file, too, of another version. */
  private static String source(String name) throws Exception {
    for (URL each : Collections.list(FileDescriptor.class.getClassLoader().getResources(name))) {
      if (each.toString().contains("protobuf-java")) {
        try (InputStream in = each.openStream()) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError(name);
  }

  private static List<String> described(FileDescriptor file) {
    List<String> all = new ArrayList<>();
    file.getMessageTypes().forEach(each -> describe(each, all));
    file.getEnumTypes()
        .forEach(
            each ->
                each.getValues()
                    .forEach(value -> all.add(value.getFullName() + value.getNumber())));
    return all;
  }

  private static void describe(Descriptor message, List<String> all) {
    all.add(message.getFullName() + " " + message.getOptions().getMapEntry());
    for (FieldDescriptor field : message.getFields()) {
      boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      String type =
          isMessage
              ? field.getMessageType().getFullName()
              : field.getJavaType() == FieldDescriptor.JavaType.ENUM
                  ? field.getEnumType().getFullName()
                  : "";
      Object standard = isMessage || field.isRepeated() ? "" : field.getDefaultValue();
      all.add(
          String.join(
              " ",
              field.getFullName(),
              field.getNumber() + "",
              field.getType() + type,
              (field.isRequired() ? "required" : "") + (field.isRepeated() ? "repeated" : ""),
              field.isPacked() + "",
              field.hasPresence() + "",
              field.hasDefaultValue() + "" + standard,
              field.getRealContainingOneof() == null
                  ? ""
                  : field.getRealContainingOneof().getName()));
    }
    message.getNestedTypes().stream()
        .sorted(Comparator.comparing(Descriptor::getName))
        .forEach(each -> describe(each, all));
    message
        .getEnumTypes()
        .forEach(
            each ->
                all.add(
                    each.getFullName()
                        + each.getValues().stream()
                            .map(EnumValueDescriptor::getName)
                            .collect(Collectors.toList())));
  }

  @Test
  void everyTypeOfProtobufHasItsOwn() throws Exception {
    assertThat(
            type(
                "import \"google/protobuf/timestamp.proto\";import"
                    + " \"google/protobuf/wrappers.proto\";enum E { A = 0; } message In { bool b ="
                    + " 1; }message T { double a = 1; float b = 2; int32 c = 3; uint32 d = 4;"
                    + " sfixed64 e = 5; fixed64 f = 6; bytes g = 7; E h = 8; optional E i = 9; In j"
                    + " = 10; repeated In k = 11; map<int32, In> l = 12; google.protobuf.Timestamp"
                    + " m = 13; repeated google.protobuf.Timestamp n = 14;"
                    + " google.protobuf.StringValue o = 15; oneof x { string p = 16; In q = 17; }"
                    + " }",
                "T"))
        .isEqualTo(
            "a DOUBLE NOT NULL, b FLOAT NOT NULL, c INT NOT NULL, d BIGINT NOT NULL,"
                + " e BIGINT NOT NULL, f DECIMAL(20, 0) NOT NULL, g BYTES NOT NULL,"
                + " h STRING NOT NULL, i STRING, j ROW<b BOOLEAN NOT NULL>,"
                + " k ARRAY<ROW<b BOOLEAN NOT NULL> NOT NULL> NOT NULL,"
                + " l MAP<INT NOT NULL, ROW<b BOOLEAN NOT NULL> NOT NULL> NOT NULL,"
                + " m TIMESTAMP_LTZ(3), n ARRAY<TIMESTAMP_LTZ(3) NOT NULL> NOT NULL, o STRING,"
                + " p STRING, q ROW<b BOOLEAN NOT NULL>");
    String proto2 =
        new ProtobufTypeImport()
            .text(
                file(
                    "old.proto",
                    "message T { required int32 a = 1; optional int32 b = 2;"
                        + " optional int32 c = 3 [default = 9]; }"));
    assertThat(new ProtobufTypeImport().type(proto2, Optional.empty()).row())
        .hasToString("a INT NOT NULL, b INT, c INT NOT NULL");
  }

  @Test
  void whatHasNoTypeIsSaid() {
    assertNone(
        "message T { T next = 1; }", null, "next is the message T that it is in, without end");
    assertNone(
        "message T { message N {} N n = 1; }", "T", "n is the message T.N, which has no fields");
    assertNone(
        "package p; message A { int32 a = 1; } message B { int32 b = 1; }",
        null,
        "`message` has to say which it is: the schema has p.A, p.B");
    assertNone(
        "package p; message A { int32 a = 1; }", "C", "the schema has no message `C`: it has p.A");
    assertNone(
        "message T { Missing m = 1; }",
        null,
        "`types.proto` cannot be used: T.m: \"Missing\" is not defined.");
    assertNone(
        "message T { int32 a; }",
        null,
        "this is no schema of Protobuf: Syntax error in types.proto:2:21: expected '=' but was"
            + " ';'");
    assertNone(
        "message T { int32 a = 1; int32 b = 1; }",
        null,
        "`types.proto` cannot be used: T.b: Field number 1 has already been used in \"T\" by field"
            + " \"a\".");
  }

  private void assertNone(String proto, @Nullable String message, String reason) {
    assertThatThrownBy(() -> type(proto, message))
        .isInstanceOf(TypeImportException.class)
        .hasMessage(reason);
  }

  @Test
  void importsAreFoundAndGoWithTheSchema() throws Exception {
    file(
        "shop/v1/item.proto",
        "syntax = \"proto3\"; package shop.v1; import public \"shop/v1/money.proto\";"
            + " message Item { string sku = 1; Money price = 2; }");
    file(
        "shop/v1/money.proto",
        "syntax = \"proto3\"; package shop.v1; message Money { int64 cents = 1; }");
    Path order =
        file(
            "shop/v1/order.proto",
            "syntax = \"proto3\"; package shop.v1; import \"shop/v1/item.proto\"; import"
                + " \"validate/validate.proto\"; message Order { repeated Item items = 1"
                + " [(validate.rules).repeated.min_items = 1]; Money total = 2; }");
    ProtobufTypeImport language = new ProtobufTypeImport();
    String text = language.text(order);
    assertThat(text).startsWith("{\"descriptorSet\": \"");
    for (String name : List.of("Order", "shop.v1.Order")) {
      assertThat(language.type(text, Optional.of(name)).row())
          .hasToString(
              "items ARRAY<ROW<sku STRING NOT NULL, price ROW<cents BIGINT NOT NULL>> NOT NULL>"
                  + " NOT NULL, total ROW<cents BIGINT NOT NULL>");
    }
    assertThat(language.type(text, Optional.empty()).row().names())
        .containsExactly("items", "total");
  }

  @Test
  void setsOfDescriptorsAreSchemasToo() throws Exception {
    FileDescriptorProto duration = DurationProto.getDescriptor().toProto();
    Path set = folder.resolve("x.desc");
    Files.write(set, FileDescriptorSet.newBuilder().addFile(duration).build().toByteArray());
    ProtobufTypeImport language = new ProtobufTypeImport();
    assertThat(language.type(language.text(set), Optional.of("Duration")).row())
        .hasToString("seconds BIGINT NOT NULL, nanos INT NOT NULL");
    for (Message no : List.of(FileDescriptorSet.getDefaultInstance(), duration)) {
      Files.write(set, no.toByteArray());
      assertThatThrownBy(() -> language.text(set))
          .isInstanceOf(TypeImportException.class)
          .hasMessageStartingWith("this is no set of descriptors of Protobuf");
    }
    FileDescriptorProto lacking = duration.toBuilder().setName("d").addDependency("e").build();
    Files.write(set, FileDescriptorSet.newBuilder().addFile(lacking).build().toByteArray());
    String text = language.text(set);
    assertThatThrownBy(() -> language.type(text, Optional.empty()))
        .hasMessage(
            "the descriptors lack `e`, which `d` imports: protoc's `--include_imports` puts it"
                + " among them");
    assertThatThrownBy(() -> language.type("{\"type\": \"record\"}", Optional.empty()))
        .hasMessageStartingWith("this is no schema of Protobuf");
  }

  private List<String> problems(boolean reading, String proto, Field column) throws Exception {
    OptionValues options =
        OptionValues.of(
            Map.of(
                "schema",
                new ProtobufTypeImport()
                    .text(file("check.proto", "syntax = \"proto3\";\n" + proto))));
    ProtobufFormat format = new ProtobufFormat();
    RowType type = RowType.of(column);
    return (reading ? format.checkReading(options, type) : format.checkWriting(options, type))
        .stream().map(OptionProblem::message).collect(Collectors.toList());
  }

  @Test
  void columnsThatDoNotFitAreToldBeforeAJobStarts() throws Exception {
    DataType bigint = DataType.of(TypeKind.BIGINT);
    assertThat(problems(true, "message T { string a = 1; }", Field.of("a", bigint)))
        .containsExactly("column `a` is BIGINT, and the schema has string for it");
    assertThat(problems(true, "message T { string a = 1; }", Field.of("b", bigint))).isEmpty();
    assertThat(problems(true, "message T { string a = 1; }", Field.of("b", bigint.notNull())))
        .containsExactly(
            "column `b` is declared NOT NULL, and the schema has no such field: it has a");
    assertThat(problems(true, "message T { repeated int64 a = 1; }", Field.of("a", bigint)))
        .containsExactly("column `a` is BIGINT, and the schema has repeated int64 for it");
    assertThat(
            problems(
                true,
                "message T { string a = 1; }",
                Field.of("a", DataType.sized(TypeKind.CHAR, 2))))
        .containsExactly(
            "of a record without it, column `a` would have none: column `a` wants CHAR(2), the"
                + " record has a text of 0 characters, \"\"");
    assertThat(problems(false, "message T { int64 a = 1; }", Field.of("a", bigint)))
        .containsExactly(
            "column `a` may be NULL, and the schema has int64, of which no record says that there"
                + " is none: `optional` before it would");
    assertThat(problems(false, "message T { optional int64 a = 1; }", Field.of("a", bigint)))
        .isEmpty();
    assertThat(problems(false, "message T { int32 a = 1; }", Field.of("a", bigint.notNull())))
        .containsExactly("column `a` is BIGINT, and the schema has int32 for it");
    assertThat(
            problems(
                false,
                "message T { repeated int64 a = 1; }",
                Field.of("a", DataType.array(bigint))))
        .containsExactly(
            "`a[*]` may be NULL, and a list of Protobuf has no NULL in it: declare BIGINT NOT"
                + " NULL");
    assertThat(problems(false, "message T { int64 b = 1; }", Field.of("a", bigint)))
        .containsExactly("column `a` is no field of the schema, so it would be lost");
    assertThat(new ProtobufFormat().check(OptionValues.empty()))
        .extracting(OptionProblem::message)
        .containsExactly("a record of Protobuf cannot be read or written without a schema");
  }
}
