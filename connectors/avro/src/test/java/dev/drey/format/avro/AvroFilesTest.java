// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.file.FileConnector;
import dev.drey.format.FileEncoder;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.SeedFor;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Object container files, written by Avro and read by a job, and the other way round. */
@Timeout(120)
class AvroFilesTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType NUMBERED =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("name", DataType.string()));

  @TempDir Path folder;

  private SourceRun source(RowType type, OptionValues options) {
    return SourceRun.of(
            new FileConnector(), OptionValues.of(Map.of("path", folder.toString())), type)
        .files(new AvroFiles(), options);
  }

  private List<Object[]> read(RowType type, OptionValues options, ErrorPolicy policy)
      throws Exception {
    return RunningJob.all(source(type, options).onError(policy).add(CLUSTER.environment(1)));
  }

  private static void write(Path file, Schema schema, CodecFactory codec, List<?> records)
      throws IOException {
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(codec).setSyncInterval(64).create(schema, file.toFile());
      for (Object record : records) {
        writer.append(record);
      }
    }
  }

  @Test
  void filesOfAvroAreReadWhateverPacksThem() throws Exception {
    AvroRows random = new AvroRows(SeedFor.test("AvroFilesTest"));
    Schema schema = random.record(3);
    RowType type = AvroTypes.of(schema).row();
    List<String> expected = new ArrayList<>();
    int number = 0;
    for (CodecFactory codec :
        List.of(
            CodecFactory.nullCodec(),
            CodecFactory.deflateCodec(6),
            CodecFactory.snappyCodec(),
            CodecFactory.zstandardCodec(3),
            CodecFactory.bzip2Codec())) {
      List<GenericData.Record> records = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        GenericData.Record record = random.recordOf(schema);
        records.add(record);
        expected.add(AvroRows.text(AvroRows.row(record, type)));
      }
      write(folder.resolve(number++ + ".avro"), schema, codec, records);
    }
    assertThat(
            read(type, OptionValues.empty(), ErrorPolicy.FAIL).stream()
                .map(AvroRows::text)
                .collect(Collectors.toList()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aJobWritesFilesThatAvroReads() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(3);
    List<Object[]> rows =
        LongStream.range(0, 500)
            .mapToObj(i -> new Object[] {i, i % 5 == 0 ? null : "n" + i})
            .collect(Collectors.toList());
    SinkRun.add(
        new FileConnector(),
        OptionValues.of(Map.of("path", folder.resolve("out").toString())),
        NUMBERED,
        environment.fromData(rows, RowTypeInformation.of(NUMBERED)).rebalance(),
        new AvroFiles(),
        OptionValues.of(Map.of("codec", "zstandard")));
    environment.execute();

    List<String> read = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.collect(Collectors.toList())) {
        assertThat(file.getFileName().toString()).startsWith("part-").endsWith(".avro");
        try (DataFileReader<GenericData.Record> reader =
            new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          assertThat(reader.getMetaString("avro.codec")).isEqualTo("zstandard");
          reader.forEach(record -> read.add(record.get("id") + " " + record.get("name")));
        }
      }
    }
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().map(row -> row[0] + " " + row[1]).collect(Collectors.toList()));
  }

  private static Schema schema(String name, String... fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\""
                + name
                + "\",\"fields\":["
                + String.join(",", fields)
                + "]}");
  }

  @Test
  void filesOfAnOlderSchemaAreReadByTheNamesAndDefaultsOfTheNewer() throws Exception {
    Schema old =
        schema("T", "{\"name\":\"no\",\"type\":\"int\"}", "{\"name\":\"x\",\"type\":\"bytes\"}");
    GenericData.Record record = new GenericData.Record(old);
    record.put("no", 7);
    record.put("x", java.nio.ByteBuffer.wrap(new byte[3]));
    write(folder.resolve("old.avro"), old, CodecFactory.nullCodec(), List.of(record));
    Schema now =
        schema(
            "T",
            "{\"name\":\"id\",\"aliases\":[\"no\"],\"type\":\"long\"}",
            "{\"name\":\"name\",\"type\":\"string\",\"default\":\"nobody\"}");

    assertThat(read(NUMBERED, OptionValues.of(Map.of("schema", now.toString())), ErrorPolicy.FAIL))
        .containsExactly(new Object[] {7L, "nobody"});
  }

  @Test
  void whatIsWrongInAFileCostsWhatItMust() throws Exception {
    Schema schema =
        schema(
            "T",
            "{\"name\":\"id\",\"type\":\"long\"}",
            "{\"name\":\"name\",\"type\":[\"null\",\"string\",\"int\"]}");
    List<GenericData.Record> records = new ArrayList<>();
    for (long i = 0; i < 5; i++) {
      GenericData.Record record = new GenericData.Record(schema);
      record.put("id", i);
      record.put("name", i == 2 ? (Object) 9 : "n");
      records.add(record);
    }
    write(folder.resolve("a.avro"), schema, CodecFactory.nullCodec(), records);
    byte[] whole = Files.readAllBytes(folder.resolve("a.avro"));
    Files.write(folder.resolve("b.avro"), java.util.Arrays.copyOf(whole, whole.length - 3));
    Files.write(
        folder.resolve("c.avro"),
        "no Avro at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    write(
        folder.resolve("d.avro"),
        schema("T", "{\"name\":\"id\",\"type\":\"string\"}"),
        CodecFactory.nullCodec(),
        List.of());

    List<Object[]> rows = read(NUMBERED, OptionValues.empty(), ErrorPolicy.DROP);
    assertThat(rows).extracting(row -> row[0]).startsWith(0L, 1L, 3L, 4L).hasSizeBetween(4, 8);
    Files.delete(folder.resolve("b.avro"));
    Files.delete(folder.resolve("c.avro"));
    Files.delete(folder.resolve("a.avro"));
    assertThat(failure())
        .isEqualTo(
            "bad record in source `input`, path "
                + folder.resolve("d.avro")
                + ", line 1: its schema does not fit the columns: column `id` is BIGINT, and the"
                + " schema has string for it (onError: drop, or onError: {to: NAME}, lets the job"
                + " go on)");
  }

  private String failure() {
    try {
      read(NUMBERED, OptionValues.empty(), ErrorPolicy.FAIL);
      return "none";
    } catch (Exception e) {
      return ExceptionUtils.findThrowable(e, ConnectorException.class)
          .map(found -> String.valueOf(found.getMessage()))
          .orElse("another");
    }
  }

  @Test
  void aSymbolThatAnEnumDoesNotHaveSaysSo() throws Exception {
    Schema schema =
        schema(
            "T",
            "{\"name\":\"name\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}}");
    RowType type = RowType.of(Field.of("name", DataType.string().notNull()));
    FileEncoder encoder =
        new AvroFiles().encoder(type, OptionValues.of(Map.of("schema", schema.toString())));
    try (OutputStream out = Files.newOutputStream(folder.resolve("e.avro"))) {
      FileEncoder.Rows rows = encoder.start(out);
      rows.row(new Object[] {"A"});
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> rows.row(new Object[] {"B"}))
          .isInstanceOf(IOException.class)
          .hasMessage("column `name` has the text `B`, and the schema's symbols are A");
    }
  }
}
