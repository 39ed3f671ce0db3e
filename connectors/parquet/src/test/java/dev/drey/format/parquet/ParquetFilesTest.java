// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.file.FileConnector;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files of Parquet in jobs, and those that older writers make. */
@Timeout(120)
class ParquetFilesTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private static RowType type(String... columns) throws Exception {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(
          Field.of(
              column.replaceFirst(" .*", ""),
              DataTypeParser.parse(column.replaceFirst("\\S+ ", ""))));
    }
    return RowType.of(fields);
  }

  private List<Object[]> read(RowType type, ErrorPolicy policy) throws Exception {
    return SourceRun.of(
            new FileConnector(), OptionValues.of(Map.of("path", folder.toString())), type)
        .files(new ParquetFiles(), OptionValues.empty())
        .onError(policy)
        .rows(CLUSTER.environment(1));
  }

  @Test
  void everyRowIsThereOnceThoughTheJobFailsAndItsFilesGoTogether() throws Exception {
    RowType type = type("n BIGINT NOT NULL", "tags ARRAY<STRING>");
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment = CLUSTER.environment(2, configuration);
    environment.enableCheckpointing(50);
    SinkRun.add(
        new FileConnector(),
        OptionValues.of(
            Map.of(
                "path",
                folder.resolve("out").toString(),
                "compact",
                OptionValues.of(Map.of("checkpoints", 1000L)))),
        type,
        environment
            .fromSequence(0, 200_000)
            .map(n -> new Object[] {n, List.of("t" + n % 3, "x")})
            .returns(RowTypeInformation.of(type))
            .map(new FailsOnce(folder.resolve("_failed"), 50))
            .returns(RowTypeInformation.of(type)),
        new ParquetFiles(),
        OptionValues.of(Map.of("codec", "zstd")));
    environment.execute();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files.filter(file -> !file.getFileName().toString().startsWith(".")))
          .hasSizeBetween(1, 3)
          .allMatch(file -> file.toString().endsWith(".parquet"));
    }
    List<Object[]> rows = read(type, ErrorPolicy.FAIL);
    assertThat(rows.stream().map(row -> (Long) row[0]).sorted().collect(Collectors.toList()))
        .isEqualTo(LongStream.rangeClosed(0, 200_000).boxed().collect(Collectors.toList()));
    assertThat(rows).allMatch(row -> row[1].equals(List.of("t" + (Long) row[0] % 3, "x")));
  }

  private void write(String name, MessageType schema, List<Group> groups) throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ParquetWriter<Group> writer =
            ExampleParquetWriter.builder(new FileOutput(out))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Packings())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withType(schema)
                .build()) {
      for (Group group : groups) {
        writer.write(group);
      }
    }
  }

  /** The forms of lists and times that Parquet's own format keeps for what was written before. */
  @Test
  void whatOlderWritersMakeIsRead() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m {"
                + " repeated int32 bare;"
                + " optional group two (LIST) {repeated int32 element;}"
                + " optional group avro (LIST) {repeated group array {required int32 a;}}"
                + " optional group tuple (LIST) {repeated group tuple_tuple {required int32 a;}}"
                + " optional group bag (LIST) {repeated group bag {optional int32 array_element;}}"
                + " optional group map (MAP_KEY_VALUE) {repeated group map"
                + "   {required binary key; optional int32 value;}}"
                + " optional int96 at;"
                + " optional binary text;"
                + "}");
    Group group = new SimpleGroup(schema);
    group.append("bare", 1).append("bare", 2);
    group.addGroup("two").append("element", 3);
    group.addGroup("avro").addGroup("array").append("a", 4);
    group.addGroup("tuple").addGroup("tuple_tuple").append("a", 5);
    Group bag = group.addGroup("bag");
    bag.addGroup("bag").append("array_element", 6);
    bag.addGroup("bag");
    group.addGroup("map").addGroup("map").append("key", "k").append("value", 7);
    // 2026-01-31 is day 2461072 of the Julian calendar.
    group.append(
        "at",
        Binary.fromConstantByteArray(
            ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(3_600_000_000_000L)
                .putInt(2_461_072)
                .array()));
    group.append("text", "é");
    write("old.parquet", schema, List.of(group, new SimpleGroup(schema)));

    RowType type =
        type(
            "bare ARRAY<INT>",
            "two ARRAY<INT>",
            "avro ARRAY<ROW<a INT>>",
            "tuple ARRAY<ROW<a INT>>",
            "bag ARRAY<INT>",
            "map MAP<STRING, INT>",
            "at TIMESTAMP(3)",
            "text STRING");
    assertThat(read(type, ErrorPolicy.FAIL).stream().map(row -> Shown.row(row, type)))
        .containsExactly(
            "[[1, 2], [3], [[4]], [[5]], [6, NULL], [k=7], 2026-01-31T01:00, é]",
            "[[], NULL, NULL, NULL, NULL, NULL, NULL, NULL]");
  }

  @Test
  void aRowThatDoesNotFitIsLeftOutAndTheOthersAreRead() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType("message m {required int64 n; optional binary s;}");
    List<Group> groups = new ArrayList<>();
    for (long n : new long[] {1, 1L << 40, 3}) {
      groups.add(new SimpleGroup(schema).append("n", n).append("s", "x"));
    }
    groups.add(
        new SimpleGroup(schema)
            .append("n", 4L)
            .append("s", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF})));
    groups.add(new SimpleGroup(schema).append("n", 5L));
    write("a.parquet", schema, groups);
    Files.writeString(folder.resolve("b.parquet"), "none of Parquet");
    assertThat(read(type("n INT", "s STRING"), ErrorPolicy.DROP))
        .extracting(row -> row[0])
        .containsExactly(1, 3, 5);
  }
}
