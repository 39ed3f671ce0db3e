// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.RandomRows;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.typeutils.AvroSchemaConverter;
import org.apache.flink.table.types.utils.LogicalTypeDataTypeConverter;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that Avro writes are read here as Avro reads them, and the other way round. */
class AvroRecordsTest {
  private final long seed = SeedFor.test("AvroRecordsTest");

  private static OptionValues schema(Schema schema) {
    return OptionValues.of(Map.of("schema", schema.toString()));
  }

  private static RowDecoder decoder(RowType type, OptionValues options) throws Exception {
    List<Integer> all = IntStream.range(0, type.size()).boxed().collect(Collectors.toList());
    return decoder(DecoderContext.of(type, type, all, options));
  }

  /** As a task manager gets it. */
  private static RowDecoder decoder(DecoderContext context) throws Exception {
    RowDecoder decoder = InstantiationUtil.clone(new AvroFormat().decoder(context));
    decoder.open();
    return decoder;
  }

  private static RowEncoder encoder(RowType type, OptionValues options) throws Exception {
    RowEncoder encoder = InstantiationUtil.clone(new AvroFormat().encoder(type, options));
    encoder.open();
    return encoder;
  }

  static byte[] bytes(Schema schema, @Nullable Object record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
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

  @Test
  void theTypeOfASchemaReadsWhatAvroReads() throws Exception {
    AvroRows random = new AvroRows(seed);
    for (int i = 0; i < 300; i++) {
      Schema schema = random.record(3);
      RowType type = AvroTypes.of(schema).row();
      assertThat(new AvroFormat().checkReading(schema(schema), type)).isEmpty();
      assertThat(new AvroFormat().checkWriting(schema(schema), type)).as("%s", schema).isEmpty();
      RowDecoder decoder = decoder(type, schema(schema));
      RowEncoder encoder = encoder(type, schema(schema));
      for (int j = 0; j < 10; j++) {
        byte[] written = bytes(schema, random.value(schema));
        GenericData.Record read =
            new GenericDatumReader<GenericData.Record>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(written, null));
        Object[] row = decode(decoder, written);
        assertThat(AvroRows.text(row))
            .as("%s", schema)
            .isEqualTo(AvroRows.text(AvroRows.row(read, type)));
        // What we write of it, Avro reads as the same record.
        GenericData.Record again =
            new GenericDatumReader<GenericData.Record>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(encoder.encode(row), null));
        assertThat(again.equals(read)).as("%s of %s", again, read).isTrue();
      }
    }
  }

  @Test
  void columnsAloneAreReadWhereOthersAreNotUsed() throws Exception {
    AvroRows random = new AvroRows(seed + 1);
    for (int i = 0; i < 100; i++) {
      Schema schema = random.record(2);
      RowType whole = AvroTypes.of(schema).row();
      int column = whole.size() - 1;
      RowType one = RowType.of(whole.field(column), Field.of("at", DataType.string()));
      RowDecoder decoder =
          decoder(DecoderContext.of(whole, one, List.of(column, -1), schema(schema)));
      byte[] written = bytes(schema, random.value(schema));
      assertThat(AvroRows.text(decode(decoder, written)[0]))
          .isEqualTo(AvroRows.text(decode(decoder(whole, schema(schema)), written)[column]));
    }
  }

  @Test
  void withoutASchemaItIsFlinksOfTheColumns() throws Exception {
    Schema ours =
        AvroSchemas.of(
            RowType.of(
                Field.of("a", DataType.of(TypeKind.BIGINT).notNull()),
                Field.of("b", DataType.string()),
                Field.of("c", DataType.decimal(12, 2).notNull()),
                Field.of("d", DataType.timestampLtz()),
                Field.of("e", DataType.of(TypeKind.TIMESTAMP).notNull()),
                Field.of("f", DataType.array(DataType.of(TypeKind.INT).notNull())),
                Field.of("g", DataType.map(DataType.string().notNull(), DataType.bytes())),
                Field.of("h", DataType.of(TypeKind.DATE)),
                Field.of("i", DataType.sized(TypeKind.TIME, 3).notNull()),
                Field.of(
                    "j",
                    DataType.row(
                        RowType.of(
                            Field.of("k", DataType.of(TypeKind.DOUBLE)),
                            Field.of("l", DataType.of(TypeKind.BOOLEAN).notNull()))))));
    Schema flinks =
        AvroSchemaConverter.convertToSchema(
            LogicalTypeDataTypeConverter.toLogicalType(
                org.apache.flink.table.api.DataTypes.ROW(
                        field("a", org.apache.flink.table.api.DataTypes.BIGINT().notNull()),
                        field("b", org.apache.flink.table.api.DataTypes.STRING()),
                        field("c", org.apache.flink.table.api.DataTypes.DECIMAL(12, 2).notNull()),
                        field("d", org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ(3)),
                        field("e", org.apache.flink.table.api.DataTypes.TIMESTAMP(3).notNull()),
                        field(
                            "f",
                            org.apache.flink.table.api.DataTypes.ARRAY(
                                org.apache.flink.table.api.DataTypes.INT().notNull())),
                        field(
                            "g",
                            org.apache.flink.table.api.DataTypes.MAP(
                                org.apache.flink.table.api.DataTypes.STRING().notNull(),
                                org.apache.flink.table.api.DataTypes.BYTES())),
                        field("h", org.apache.flink.table.api.DataTypes.DATE()),
                        field("i", org.apache.flink.table.api.DataTypes.TIME(3).notNull()),
                        field(
                            "j",
                            org.apache.flink.table.api.DataTypes.ROW(
                                field("k", org.apache.flink.table.api.DataTypes.DOUBLE()),
                                field(
                                    "l",
                                    org.apache.flink.table.api.DataTypes.BOOLEAN().notNull()))))
                    .notNull()),
            "record",
            false);
    // Flink gives nested records and fields without a default other names and defaults.
    assertThat(ours.getFields().stream().map(f -> f.name() + shape(f.schema())))
        .isEqualTo(
            flinks.getFields().stream()
                .map(f -> f.name() + shape(f.schema()))
                .collect(Collectors.toList()));
  }

  private static org.apache.flink.table.api.DataTypes.Field field(
      String name, org.apache.flink.table.types.DataType type) {
    return org.apache.flink.table.api.DataTypes.FIELD(name, type);
  }

  private static String shape(Schema schema) {
    return schema.toString().replaceAll("\"(name|namespace)\":\"[A-Za-z_.]*\",?", "");
  }

  @Test
  void rowsOfEveryKindComeBack() throws Exception {
    RandomRows random = RandomRows.ofAnything(seed);
    Random sizes = new Random(seed);
    int compared = 0;
    while (compared < 150) {
      RowType odd = random.rowType(2, 1 + sizes.nextInt(8));
      RowType type =
          RowType.of(
              IntStream.range(0, odd.size())
                  .mapToObj(i -> Field.of("c" + i, odd.field(i).type()))
                  .collect(Collectors.toList()));
      if (!new AvroFormat().checkWriting(OptionValues.empty(), type).isEmpty()) {
        continue; // Intervals, and names within that Avro does not have.
      }
      compared++;
      RowDecoder decoder = decoder(type, OptionValues.empty());
      RowEncoder encoder = encoder(type, OptionValues.empty());
      for (int j = 0; j < 10; j++) {
        Object[] row = random.row(type);
        try {
          assertThat(AvroRows.text(decode(decoder, encoder.encode(row))))
              .isEqualTo(AvroRows.text(row));
        } catch (BadRecordException oddTime) {
          assertThat(oddTime.getMessage())
              .matches("(?s).*(which no day has|more digits of a second than it has).*");
        }
      }
    }
  }

  @Test
  void damagedRecordsAreBadAndNothingElse() throws Exception {
    AvroRows random = new AvroRows(seed + 2);
    Random damage = new Random(seed);
    int bad = 0;
    for (int i = 0; i < 200; i++) {
      Schema schema = random.record(2);
      RowDecoder decoder = decoder(AvroTypes.of(schema).row(), schema(schema));
      for (int j = 0; j < 20; j++) {
        byte[] record = bytes(schema, random.value(schema));
        if (record.length == 0) {
          continue;
        }
        record[damage.nextInt(record.length)] = (byte) damage.nextInt();
        byte[] cut = java.util.Arrays.copyOf(record, damage.nextInt(record.length + 1));
        try {
          decode(decoder, cut);
        } catch (BadRecordException expected) {
          bad++;
          assertThat(expected.getMessage()).isNotBlank();
        }
      }
    }
    assertThat(bad).isGreaterThan(500);
  }

  private static Schema parse(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"Tx\",\"fields\":[" + fields + "]}");
  }

  private static String problem(String fields, boolean reading, Object... columns) {
    List<Field> type = new java.util.ArrayList<>();
    for (int i = 0; i < columns.length; i += 2) {
      type.add(Field.of((String) columns[i], (DataType) columns[i + 1]));
    }
    AvroFormat format = new AvroFormat();
    OptionValues options = schema(parse(fields));
    return (reading
            ? format.checkReading(options, RowType.of(type))
            : format.checkWriting(options, RowType.of(type)))
        .stream().map(found -> found.message()).collect(Collectors.joining());
  }

  @Test
  void whatDoesNotFitIsSaidBeforeAJob() {
    String id = "{\"name\":\"id\",\"type\":\"long\"}";
    String kind = "{\"name\":\"kind\",\"type\":[\"null\",\"string\",\"long\"]}";
    DataType text = DataType.string();
    DataType number = DataType.of(TypeKind.BIGINT);
    assertThat(problem(id, true, "id", text))
        .isEqualTo("column `id` is STRING, and the schema has long for it");
    assertThat(problem(id, true, "id", number, "no", text.notNull()))
        .isEqualTo("column `no` is declared NOT NULL, and the schema has no such field: it has id");
    assertThat(problem(id, true, "id", number, "no", text)).isEmpty();
    assertThat(problem(kind, true, "kind", text)).isEmpty();
    assertThat(problem(kind, true, "kind", DataType.bytes()))
        .isEqualTo("column `kind` is BYTES, and the schema has string for it");
    assertThat(problem(id, false, "id", number))
        .isEqualTo("column `id` may be NULL, and the schema has long without null for it");
    assertThat(problem(id + "," + kind, false, "id", number.notNull()))
        .isEqualTo("the schema's field `kind` has no default, and no column fills it");
    assertThat(problem(id, false, "id", number.notNull(), "more", text))
        .isEqualTo("column `more` is no field of the schema, so it would be lost");
    assertThat(new AvroFormat().check(OptionValues.of(Map.of("schema", "{\"type\":"))))
        .singleElement()
        .satisfies(found -> assertThat(found.message()).startsWith("this is no schema of Avro: "));
    assertThat(
            new AvroFormat().checkWriting(OptionValues.empty(), RowType.of(Field.of("a-b", text))))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.message())
                    .isEqualTo(
                        "`a-b` is no name of Avro, which are letters, digits and underscores"));
  }

  @Test
  void valuesThatAreLostWithoutAWordAreBad() throws Exception {
    Schema schema =
        parse(
            "{\"name\":\"id\",\"type\":\"long\"},"
                + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}},"
                + "{\"name\":\"kind\",\"type\":[\"string\",\"int\"]}");
    RowType type =
        RowType.of(
            Field.of("id", DataType.of(TypeKind.INT)),
            Field.of("at", DataType.timestampLtz()),
            Field.of("kind", DataType.string()));
    RowDecoder decoder = decoder(type, schema(schema));
    GenericData.Record record = new GenericData.Record(schema);
    record.put("id", 5L);
    record.put("at", 1_500_000L);
    record.put("kind", "a");
    assertThat(decode(decoder, bytes(schema, record))).containsExactly(5, 1_500L, "a");
    record.put("id", 5_000_000_000L);
    assertBad(
        decoder, schema, record, "column `id` wants INT, the record has the number 5000000000");
    record.put("id", 5L);
    record.put("kind", 7);
    assertBad(decoder, schema, record, "column `kind` wants STRING, the record has a value of int");
    record.put("kind", "a");
    record.put("at", 1_500_001L);
    assertBad(
        decoder,
        schema,
        record,
        "column `at` wants TIMESTAMP_LTZ(3), the record has 1500001 microseconds, more digits of a"
            + " second than it has (`truncateTimes: true` cuts them)");
    RowDecoder truncating =
        decoder(type, OptionValues.of(Map.of("schema", schema.toString(), "truncateTimes", true)));
    assertThat(decode(truncating, bytes(schema, record))).containsExactly(5, 1_500L, "a");
  }

  private static void assertBad(
      RowDecoder decoder, Schema schema, GenericData.Record record, String reason) {
    assertThatThrownBy(() -> decode(decoder, bytes(schema, record)))
        .isInstanceOf(BadRecordException.class)
        .hasMessage(reason);
  }
}
