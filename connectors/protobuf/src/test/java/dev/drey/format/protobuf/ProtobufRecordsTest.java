// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that Protobuf's library writes are read here as it reads them, and the other way. */
class ProtobufRecordsTest {
  private final long seed = SeedFor.test("ProtobufRecordsTest");

  @TempDir private Path folder;

  private static OptionValues options(FileDescriptorSet schema) {
    return OptionValues.of(Map.of("schema", SchemaFiles.text(schema)));
  }

  private OptionValues options(String proto) throws Exception {
    Path file = folder.resolve("x.proto");
    Files.writeString(file, proto);
    return OptionValues.of(Map.of("schema", new ProtobufTypeImport().text(file)));
  }

  private static RowDecoder decoder(RowType type, OptionValues options) {
    List<Integer> all = IntStream.range(0, type.size()).boxed().collect(Collectors.toList());
    RowDecoder decoder = new ProtobufFormat().decoder(DecoderContext.of(type, type, all, options));
    decoder.open();
    return decoder;
  }

  private static RowEncoder encoder(RowType type, OptionValues options) {
    RowEncoder encoder = new ProtobufFormat().encoder(type, options);
    encoder.open();
    return encoder;
  }

  private static Object[] decode(RowDecoder decoder, byte[] record) throws BadRecordException {
    byte[] longer = new byte[record.length + 5];
    System.arraycopy(record, 0, longer, 2, record.length);
    Object[] row = decoder.decode(longer, 2, record.length);
    if (row == null) {
      throw new AssertionError("a record is a row");
    }
    return row;
  }

  private static byte[] both(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void theTypeOfASchemaReadsAndWritesWhatTheLibraryDoes() throws Exception {
    RandomMessages random = new RandomMessages(seed);
    for (int i = 0; i < 300; i++) {
      OptionValues options = options(random.schema());
      Descriptor message = ProtobufOptions.message(options);
      RowType type = ProtobufTypes.of(message).row();
      assertThat(new ProtobufFormat().checkReading(options, type)).isEmpty();
      assertThat(new ProtobufFormat().checkWriting(options, type)).as("%s", type).isEmpty();
      RowDecoder decoder = decoder(type, options);
      RowEncoder encoder = encoder(type, options);
      for (int j = 0; j < 10; j++) {
        DynamicMessage one = random.message(message);
        Object[] row = decode(decoder, one.toByteArray());
        assertThat(text(row)).as("%s", one).isEqualTo(text(row(one, type)));
        assertThat(DynamicMessage.parseFrom(message, encoder.encode(row))).isEqualTo(one);
        // Two records one behind the other are one: lists go on, messages fill up, the last holds.
        byte[] merged = both(one.toByteArray(), random.message(message).toByteArray());
        assertThat(text(decode(decoder, merged)))
            .isEqualTo(text(row(DynamicMessage.parseFrom(message, merged), type)));
      }
    }
  }

  @Test
  void columnsAloneAreReadAndUnknownFieldsPassedOver() throws Exception {
    RandomMessages random = new RandomMessages(seed + 1);
    for (int i = 0; i < 100; i++) {
      OptionValues options = options(random.schema());
      Descriptor message = ProtobufOptions.message(options);
      RowType whole = ProtobufTypes.of(message).row();
      int column = whole.size() - 1;
      RowType one = RowType.of(whole.field(column), Field.of("at", DataType.string()));
      RowDecoder decoder =
          new ProtobufFormat().decoder(DecoderContext.of(whole, one, List.of(column, -1), options));
      decoder.open();
      DynamicMessage record = random.message(message);
      byte[] more =
          record.toBuilder()
              .setUnknownFields(
                  UnknownFieldSet.newBuilder()
                      .addField(
                          536_870_000,
                          UnknownFieldSet.Field.newBuilder()
                              .addVarint(-1)
                              .addFixed32(7)
                              .addFixed64(8)
                              .addLengthDelimited(ByteString.copyFromUtf8("x"))
                              .addGroup(UnknownFieldSet.getDefaultInstance())
                              .build())
                      .build())
              .build()
              .toByteArray();
      if (record.isInitialized()
          && message.getRealOneofs().stream()
              .noneMatch(each -> each.getFields().contains(message.getFields().get(column)))) {
        assertThat(text(decode(decoder, more)[0])).isEqualTo(text(row(record, whole)[column]));
      }
    }
  }

  @Test
  void readsTheExamplesOfProtobufsOwnPage() throws Exception {
    // https://protobuf.dev/programming-guides/encoding
    OptionValues options =
        options(
                "syntax = \"proto3\";\n"
                    + "message Test { optional int32 a = 1; string b = 2; optional Test1 c = 3;\n"
                    + "  repeated int32 e = 5; repeated int32 f = 6; sint32 z = 7; }\n"
                    + "message Test1 { int32 a = 1; }")
            .with(ProtobufOptions.MESSAGE.key(), "Test");
    RowType type =
        new ProtobufTypeImport()
            .type(options.get(ProtobufOptions.SCHEMA), Optional.of("Test"))
            .row();
    assertThat(type)
        .hasToString(
            "a INT, b STRING NOT NULL, c ROW<a INT NOT NULL>, e ARRAY<INT NOT NULL> NOT NULL,"
                + " f ARRAY<INT NOT NULL> NOT NULL, z INT NOT NULL");
    RowDecoder decoder = decoder(type, options);
    assertThat(decode(decoder, hex("089601"))).startsWith(150, "", null, List.of());
    assertThat(decode(decoder, hex("120774657374696e67"))).startsWith(null, "testing", null);
    assertThat(decode(decoder, hex("1a03089601"))[2]).isEqualTo(new Object[] {150});
    assertThat(decode(decoder, hex("280128022803"))[3]).isEqualTo(List.of(1, 2, 3));
    assertThat(decode(decoder, hex("3206038e029ea705"))[4]).isEqualTo(List.of(3, 270, 86942));
    // A list that the schema has packed may come unpacked, and the other way round.
    assertThat(decode(decoder, hex("30033205" + "8e029ea705"))[4])
        .isEqualTo(List.of(3, 270, 86942));
    assertThat(decode(decoder, hex("3801"))[5]).isEqualTo(-1);
    assertThat(decode(decoder, hex(""))).startsWith(null, "", null, List.of(), List.of(), 0);
  }

  private static byte[] hex(String text) {
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  @Test
  void damageIsABadRecordAndNoFailure() throws Exception {
    RandomMessages messages = new RandomMessages(seed + 2);
    Random random = new Random(seed + 2);
    int bad = 0;
    for (int i = 0; i < 60; i++) {
      OptionValues options = options(messages.schema());
      Descriptor message = ProtobufOptions.message(options);
      RowDecoder decoder = decoder(ProtobufTypes.of(message).row(), options);
      for (int j = 0; j < 200; j++) {
        byte[] bytes = messages.message(message).toByteArray();
        for (int k = random.nextInt(4); k >= 0 && bytes.length > 0; k--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
          decode(
              decoder, Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * bytes.length / 3));
        } catch (BadRecordException e) {
          assertThat(e.getMessage()).isNotBlank();
          bad++;
        }
      }
    }
    assertThat(bad).isBetween(1000, 11_000);
  }

  @Test
  void whatDoesNotFitIsABadRecord() throws Exception {
    OptionValues options =
        options(
            "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\";\n"
                + "enum Colour { RED = 0; BLUE = 7; }\n"
                + "message T { int64 n = 1; uint64 u = 2; string s = 3; Colour c = 4;\n"
                + "  google.protobuf.Timestamp t = 5; }");
    RowType type =
        RowType.of(
            Field.of("n", DataType.of(TypeKind.SMALLINT)),
            Field.of("u", DataType.of(TypeKind.BIGINT)),
            Field.of("c", DataType.string()),
            Field.of("t", DataType.timestampLtz()),
            Field.of("s", DataType.string()));
    RowDecoder decoder = decoder(type, options);
    assertThat(decode(decoder, hex("08ac02" + "2003" + "2a0608" + "01" + "1080897a")))
        .containsExactly((short) 300, 0L, "3", 1002L, "");
    assertBad(decoder, "08e0a712", "column `n` wants SMALLINT, the record has the number 300000");
    assertBad(
        decoder,
        "10ffffffffffffffffff01",
        "column `u` wants BIGINT, the record has the number 18446744073709551615");
    assertBad(decoder, "1a01ff", "the record is damaged: column `s` has bytes that are not UTF-8");
    assertBad(
        decoder,
        "2a021001",
        "column `t` wants TIMESTAMP_LTZ(3), the record has 1 nanoseconds, more digits of a second"
            + " than it has (`truncateTimes: true` in the format cuts them)");
    assertThat(
            decode(decoder(type, options.with(TruncateTimes.OPTION.key(), true)), hex("2a021001"))[
                3])
        .isEqualTo(0L);
  }

  private static void assertBad(RowDecoder decoder, String record, String reason) {
    assertThatThrownBy(() -> decode(decoder, hex(record)))
        .isInstanceOf(BadRecordException.class)
        .hasMessage(reason);
  }

  @Test
  void rowsThatNoMessageHoldsAreNotWritten() throws Exception {
    OptionValues options =
        options(
            "syntax = \"proto3\"; enum Colour { RED = 0; BLUE = 7; }\n"
                + "message T { oneof either { string a = 1; int32 b = 2; } uint32 u = 3;"
                + " Colour c = 4; }");
    RowType type = ProtobufTypes.of(ProtobufOptions.message(options)).row();
    RowEncoder encoder = encoder(type, options);
    // 1 in hexadecimal of field 4, of which the schema has no name.
    assertThat(encoder.encode(row("x", null, 0L, "1"))).isEqualTo(hex("0a017820" + "01"));
    assertThat(encoder.encode(row(null, 0, 5L, "BLUE"))).isEqualTo(hex("1000" + "1805" + "2007"));
    assertThatThrownBy(() -> encoder.encode(row("x", 1, 0L, "RED")))
        .hasMessageContaining("of the oneof `either` both `a` and `b` have a value");
    assertThatThrownBy(() -> encoder.encode(row("x", null, -1L, "RED")))
        .hasMessageContaining("column `u` has -1");
    assertThatThrownBy(() -> encoder.encode(row("x", null, 1L, "GREEN")))
        .hasMessageContaining(
            "column `c` has the text `GREEN`, and the schema's names are RED, BLUE");
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; the interface cannot say so.
  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  static @Nullable Object[] row(Message message, RowType type) {
    @Nullable Object[] row = new @Nullable Object[type.size()];
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      int slot = type.indexOf(field.getName());
      if (field.isMapField()) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object each : (List<?>) message.getField(field)) {
          Message entry = (Message) each;
          Descriptor of = field.getMessageType();
          map.put(
              value(
                  entry.getField(of.findFieldByNumber(1)),
                  of.findFieldByNumber(1),
                  type.field(slot).type().key()),
              value(
                  entry.getField(of.findFieldByNumber(2)),
                  of.findFieldByNumber(2),
                  type.field(slot).type().element()));
        }
        row[slot] = map;
      } else if (field.isRepeated()) {
        List<Object> list = new ArrayList<>();
        for (Object each : (List<?>) message.getField(field)) {
          list.add(value(each, field, type.field(slot).type().element()));
        }
        row[slot] = list;
      } else if (!field.hasPresence() || message.hasField(field)) {
        row[slot] = value(message.getField(field), field, type.field(slot).type());
      }
    }
    return row;
  }

  private static Object value(Object value, FieldDescriptor field, DataType type) {
    if (value instanceof Message) {
      Message message = (Message) value;
      Descriptor of = message.getDescriptorForType();
      if (of.getFullName().equals("google.protobuf.Timestamp")) {
        return (Long) message.getField(of.findFieldByName("seconds")) * 1000
            + (Integer) message.getField(of.findFieldByName("nanos")) / 1_000_000;
      }
      if (of.getFile().getName().equals("google/protobuf/wrappers.proto")) {
        return value(message.getField(of.findFieldByNumber(1)), of.findFieldByNumber(1), type);
      }
      return row(message, type.row());
    }
    if (value instanceof EnumValueDescriptor) {
      return ((EnumValueDescriptor) value).getName();
    }
    if (value instanceof ByteString) {
      return ((ByteString) value).toByteArray();
    }
    switch (field.getType()) {
      case UINT32:
      case FIXED32:
        return Integer.toUnsignedLong((Integer) value);
      case UINT64:
      case FIXED64:
        return new BigDecimal(Long.toUnsignedString((Long) value));
      default:
        return value;
    }
  }

  /** Every value of a row as text. */
  static String text(@Nullable Object value) {
    if (value instanceof Object[]) {
      return Arrays.stream((Object[]) value)
          .map(ProtobufRecordsTest::text)
          .collect(Collectors.joining(", ", "(", ")"));
    }
    if (value instanceof List) {
      return ((List<?>) value)
          .stream().map(ProtobufRecordsTest::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .map(each -> text(each.getKey()) + "=" + text(each.getValue()))
              .sorted()
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof byte[]) {
      return Arrays.toString((byte[]) value);
    }
    return value == null ? "NULL" : value.getClass().getSimpleName() + value;
  }
}
