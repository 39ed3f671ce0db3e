// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import dev.drey.backend.RegistryWire;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.registry.RegistryException;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages whose schemas a registry has, against a server that speaks Confluent's protocol. */
@Timeout(60)
class ProtobufRegistryWireTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("name", DataType.string().notNull()));

  private static final String SCHEMA =
      "syntax = \"proto3\";\npackage shop;\nmessage Other { int64 id = 1; }\n"
          + "message Tx {\n  enum Kind { A = 0; }\n  message Inner { int64 id = 1; string name = 2; }\n"
          + "  map<string, int32> counts = 5;\n  int64 id = 1;\n  string name = 2;\n}\n";

  /** {@code id: 7, name: "ab"}, by hand: tag 1 varint, tag 2 of two bytes. */
  private static final byte[] SEVEN = {8, 7, 18, 2, 'a', 'b'};

  private final RegistryWire registry = new RegistryWire();
  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    registry.close();
  }

  private int add(String subject, String schema) {
    return registry.add(
        subject, json.createObjectNode().put("schema", schema).put("schemaType", "PROTOBUF"));
  }

  private OptionValues options(Map<String, Object> more, Object... pairs) {
    Map<String, Object> confluent = new HashMap<>();
    confluent.put("url", registry.endpoint().toString());
    for (int i = 0; i < pairs.length; i += 2) {
      confluent.put((String) pairs[i], pairs[i + 1]);
    }
    Map<String, Object> options = new HashMap<>(more);
    options.put("registry", OptionValues.of(Map.of("confluent", OptionValues.of(confluent))));
    return OptionValues.of(options);
  }

  private Map<String, Object> schema(String proto, String message) throws Exception {
    Path file = Files.writeString(folder.resolve("x.proto"), proto);
    return Map.of("schema", new ProtobufTypeImport().text(file), "message", message);
  }

  private static RowDecoder decoder(RowType type, OptionValues options) throws Exception {
    List<Integer> all = IntStream.range(0, type.size()).boxed().collect(Collectors.toList());
    RowDecoder decoder =
        InstantiationUtil.clone(
            new ProtobufFormat().decoder(DecoderContext.of(type, type, all, options)));
    decoder.open();
    return decoder;
  }

  private static RowEncoder encoder(OptionValues options) throws Exception {
    RowEncoder encoder = InstantiationUtil.clone(new ProtobufFormat().encoder(TYPE, options));
    encoder.open();
    return encoder;
  }

  private static byte[] numbered(int id, byte[] indexes, byte[] message) throws Exception {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    record.write(indexes);
    record.write(message);
    return record.toByteArray();
  }

  private static Object[] row(RowDecoder decoder, byte[] record) throws Exception {
    return Objects.requireNonNull(decoder.decode(record, 0, record.length));
  }

  private static void refused(RowDecoder decoder, byte[] record, String reason) {
    assertThatThrownBy(() -> decoder.decode(record, 0, record.length))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining(reason);
  }

  /** The places as Confluent's documentation of the wire format writes them. */
  @Test
  void aRecordSaysWhichMessageOfItsSchemaItIs() throws Exception {
    int id = add("t-value", SCHEMA);
    RowDecoder decoder = decoder(TYPE, options(Map.of()));
    for (int i = 0; i < 2; i++) {
      // The second message: one place, which is 1.
      assertThat(row(decoder, numbered(id, new byte[] {2, 2}, SEVEN))).containsExactly(7L, "ab");
      // The first message within the second: two places, 1 and 0.
      assertThat(row(decoder, numbered(id, new byte[] {4, 2, 0}, SEVEN))).containsExactly(7L, "ab");
      // The first message, as one place and as the zero that stands for it, has no name.
      refused(decoder, numbered(id, new byte[] {2, 0}, SEVEN), "name");
      refused(decoder, numbered(id, new byte[] {0}, SEVEN), "schema 1 of the registry: ");
      refused(decoder, numbered(id, new byte[] {2, 4}, SEVEN), "no message at the places [2]");
      refused(
          decoder, numbered(id, new byte[] {4, 2, 2}, SEVEN), "no message at the places [1, 1]");
      refused(decoder, numbered(id, new byte[] {1, 2}, SEVEN), "-1 messages deep");
      refused(decoder, numbered(id, new byte[] {2}, new byte[0]), "no message of its schema");
      refused(decoder, new byte[] {1, 0, 0, 0, 1, 0}, "does not begin with the number");
      refused(decoder, numbered(99, new byte[] {0}, SEVEN), "no schema 99");
    }
    // One for each pair of schema and message.
    assertThat(registry.requests()).hasSize(6);
  }

  @Test
  void aSchemaOfTheSpecReadsTheMessageOfItsName() throws Exception {
    int id = add("t-value", SCHEMA);
    int renamed = add("t-value", SCHEMA.replace("string name = 2", "string title = 2"));
    int avro = registry.add("a", "{\"type\":\"string\"}");
    int broken = add("b", "message {");
    RowDecoder decoder = decoder(TYPE, options(schema(SCHEMA, "Tx")));
    assertThat(row(decoder, numbered(id, new byte[] {2, 2}, SEVEN))).containsExactly(7L, "ab");
    // The number of a field says what it is.
    assertThat(row(decoder, numbered(renamed, new byte[] {2, 2}, SEVEN))).containsExactly(7L, "ab");
    refused(
        decoder,
        numbered(id, new byte[] {0}, SEVEN),
        "the record is a `shop.Other` of it, and not a `shop.Tx`");
    refused(decoder, numbered(avro, new byte[] {0}, SEVEN), "one of AVRO, not of Protobuf");
    refused(decoder, numbered(broken, new byte[] {0}, SEVEN), "schema 4 of the registry: ");
    refused(decoder, numbered(id, new byte[] {2, 2}, new byte[] {8}), "no message of its schema");
  }

  @Test
  void whatOtherClientsRegisterIsReadWithWhatItRefersTo() throws Exception {
    RandomMessages random = new RandomMessages(SeedFor.test("ProtobufRegistryWireTest"));
    for (int i = 0; i < 60; i++) {
      FileDescriptorSet set = random.schema();
      Descriptor message = Messages.of(SchemaFiles.text(set), java.util.Optional.empty());
      String text =
          i % 2 == 0
              ? ProtoText.of(message.getFile())
              : Base64.getEncoder().encodeToString(message.getFile().toProto().toByteArray());
      int id = add("random-" + i, text);
      RowType type = ProtobufTypes.of(message).row();
      RowDecoder decoder = decoder(type, options(Map.of()));
      DynamicMessage one = random.message(message);
      byte[] record =
          numbered(id, MessageIndexes.bytes(MessageIndexes.of(message)), one.toByteArray());
      assertThat(ProtobufRecordsTest.text(row(decoder, record)))
          .as("%s", text)
          .isEqualTo(ProtobufRecordsTest.text(ProtobufRecordsTest.row(one, type)));
    }

    add("common", "syntax = \"proto3\"; package c; message Name { string name = 1; }");
    ObjectNode whole =
        json.createObjectNode()
            .put("schemaType", "PROTOBUF")
            .put(
                "schema",
                "syntax = \"proto3\"; import \"c/name.proto\"; message T { int64 id = 1;"
                    + " c.Name of = 2; }");
    whole
        .putArray("references")
        .addObject()
        .put("name", "c/name.proto")
        .put("subject", "common")
        .put("version", 1);
    RowType type =
        RowType.of(
            Field.of("id", DataType.of(TypeKind.BIGINT)),
            Field.of("of", DataType.row(RowType.of(Field.of("name", DataType.string())))));
    Object[] row =
        row(
            decoder(type, options(Map.of())),
            numbered(
                registry.add("t", whole),
                new byte[] {0},
                new byte[] {8, 3, 18, 4, 10, 2, 'x', 'y'}));
    assertThat(row[0]).isEqualTo(3L);
    assertThat((Object[]) row[1]).containsExactly("xy");
  }

  @Test
  void aSinkAddsItsSchemaAndSaysWhichMessageItWrites() throws Exception {
    Map<String, Object> given = schema(SCHEMA, "Inner");
    byte[] record = encoder(options(given, "subject", "t-value")).encode(new Object[] {7L, "ab"});
    assertThat(record).isEqualTo(numbered(1, new byte[] {4, 2, 0}, SEVEN));
    assertThat(registry.requests()).containsExactly("POST /subjects/t-value/versions");
    assertThat(encoder(options(given, "subject", "t-value")).encode(new Object[] {7L, "ab"}))
        .isEqualTo(record);
    // Anybody who has the registry alone reads it.
    assertThat(row(decoder(TYPE, options(Map.of())), record)).containsExactly(7L, "ab");

    registry.compatible((older, newer) -> false);
    OptionValues other =
        options(schema(SCHEMA.replace("Kind", "Sort"), "Tx"), "subject", "t-value");
    assertThatThrownBy(() -> encoder(other))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("the schema does not go with those that subject `t-value` has");
    OptionValues unknown = options(given, "subject", "u", "register", false);
    assertThatThrownBy(() -> encoder(unknown))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("with `register: false` nobody adds it");
  }

  @Test
  void whatIsMissingIsToldBeforeAJobStarts() throws Exception {
    ProtobufFormat format = new ProtobufFormat();
    assertThat(format.check(options(Map.of()))).isEmpty();
    assertThat(format.checkReading(options(Map.of()), TYPE)).isEmpty();
    assertThat(format.checkWriting(options(schema(SCHEMA, "Tx"), "subject", "s"), TYPE)).isEmpty();
    assertThat(format.checkWriting(options(schema(SCHEMA, "Tx")), TYPE))
        .extracting(OptionProblem::help)
        .containsExactly("write `subject: TOPIC-value` beside it, with the topic's name");
    assertThat(format.checkWriting(options(Map.of(), "subject", "s"), TYPE))
        .extracting(OptionProblem::message)
        .first()
        .asString()
        .contains("without a schema");
    assertThat(format.checkWriting(options(Map.of(), "subject", "s"), TYPE))
        .extracting(OptionProblem::help)
        .first()
        .asString()
        .contains("add `schema: FILE.proto` beside `registry`");
    Files.writeString(
        folder.resolve("name.proto"), "syntax = \"proto3\"; message Name { string name = 1; }");
    Map<String, Object> parted =
        schema(
            "syntax = \"proto3\"; import \"name.proto\"; message Tx { int64 id = 1; string name = 2;"
                + " Name of = 3; }",
            "Tx");
    assertThat(format.checkWriting(options(parted, "subject", "s"), TYPE))
        .extracting(OptionProblem::message)
        .containsExactly(
            "the schema imports `name.proto`, and a sink adds schemas of one file alone to a"
                + " registry");
    OptionValues pem = OptionValues.of(Map.of("ca", "/etc/ca.pem"));
    assertThat(format.check(options(Map.of(), "url", "https://h", "tls", pem)))
        .extracting(OptionProblem::option)
        .containsExactly("registry.confluent.tls.ca");
  }
}
