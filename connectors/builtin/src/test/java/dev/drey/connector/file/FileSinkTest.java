// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.Format;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.format.raw.RawFormat;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  private static final RowType TYPE =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private static StreamExecutionEnvironment restarting() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment = CLUSTER.environment(2, configuration);
    environment.enableCheckpointing(50);
    return environment;
  }

  /** The numbers from 0, in about a second; after a checkpoint the job fails once. */
  private DataStream<Object[]> numbers(StreamExecutionEnvironment environment, long rows) {
    Map<String, Object> options =
        Map.of(
            "rows",
            rows,
            "rate",
            (double) rows,
            "columns",
            Map.of("n", OptionValues.of(Map.of("sequence", OptionValues.of(Map.of("start", 0L))))));
    return SourceRun.of(new DatagenConnector(), OptionValues.of(options), TYPE)
        .add(environment)
        .map(new FailsOnce(folder.resolve("failed"), 50))
        .returns(RowTypeInformation.of(TYPE));
  }

  private void write(DataStream<Object[]> rows, String path, Format format, OptionValues options) {
    SinkRun.add(
        new FileConnector(),
        OptionValues.of(Map.of("path", folder.resolve(path).toString())),
        TYPE,
        rows,
        format,
        options);
  }

  private List<Path> files(String inFolder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(inFolder))) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  @Test
  @Shows(
      connector = "file",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aSingleFileHasEveryRowOnceThoughTheJobFailsAndRestarts() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    Files.writeString(folder.resolve("out.jsonl"), "what an earlier run left\n");
    write(numbers(environment, 2000), "out.jsonl", new JsonFormat(), OptionValues.empty());
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 2000)
                .mapToObj(n -> "{\"n\":" + n + "}")
                .collect(Collectors.toList()));
    assertThat(files("")).hasSize(2);
  }

  @Test
  void aSingleFileNeedsNoCheckpoints() throws Exception {
    Files.createFile(folder.resolve("failed"));
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    write(
        numbers(environment, 3),
        "out.csv",
        new CsvFormat(),
        OptionValues.of(Map.of("header", true)));
    environment.execute();
    assertThat(folder.resolve("out.csv")).hasContent("n\n0\n1\n2\n");
  }

  @Test
  void aFolderThatIsLostWhileTheJobRunsIsToldWithTheSinkAndThePath() throws Exception {
    Files.createFile(folder.resolve("failed"));
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    Path lost = folder.resolve("readings");
    DataStream<Object[]> rows =
        numbers(environment, 3)
            .map(new FileInTheWay(lost.toString()))
            .returns(RowTypeInformation.of(TYPE));
    write(rows, "readings", new JsonFormat(), OptionValues.empty());
    assertThatThrownBy(environment::execute)
        .hasStackTraceContaining("sink `output` cannot write `" + lost + "`: ")
        .hasStackTraceContaining("--output output=FILE");
  }

  /** Puts a file where the folder was to be. */
  private static final class FileInTheWay implements MapFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    private final String path;

    FileInTheWay(String path) {
      this.path = path;
    }

    @Override
    public Object[] map(Object[] row) throws IOException {
      if (!Files.exists(Path.of(path))) {
        Files.createFile(Path.of(path));
      }
      return row;
    }
  }

  @Test
  void aPipelineThatFailsLeavesNoFileUnderItsName() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    environment.enableCheckpointing(50);
    write(numbers(environment, 2000), "out.jsonl", new JsonFormat(), OptionValues.empty());
    assertThatThrownBy(environment::execute).hasStackTraceContaining("as planned");
    assertThat(folder.resolve("out.jsonl")).doesNotExist();
  }

  @Test
  void partFilesHaveEveryRowOnceAndTheirHeader() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    write(
        numbers(environment, 2000),
        "out",
        new CsvFormat(),
        OptionValues.of(Map.of("header", true)));
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    List<String> rows = new ArrayList<>();
    for (Path part : files("out")) {
      if (!part.getFileName().toString().startsWith(".")) {
        assertThat(part.getFileName().toString()).startsWith("part-").endsWith(".csv");
        List<String> lines = Files.readAllLines(part);
        assertThat(lines.get(0)).isEqualTo("n");
        rows.addAll(lines.subList(1, lines.size()));
      }
    }
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 2000).mapToObj(String::valueOf).collect(Collectors.toList()));
  }

  @Test
  void aFolderThatIsAFileIsRefusedBeforeTheJobStarts() throws Exception {
    Files.createFile(folder.resolve("taken"));
    DataStream<Object[]> rows = numbers(CLUSTER.environment(1), 1);
    assertThatThrownBy(() -> write(rows, "taken/out", new JsonFormat(), OptionValues.empty()))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "sink `output` cannot write `%s/taken/out`: `%<s/taken` is a file, no folder; a local"
                + " run takes another with --output output=FILE",
            folder);
    assertThatThrownBy(
            () ->
                SinkRun.add(
                    new FileConnector(),
                    OptionValues.of(Map.of("path", "nosuch://bucket/out.jsonl")),
                    TYPE,
                    rows,
                    new JsonFormat(),
                    OptionValues.empty()))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("there is no file system for `nosuch:` here");
  }

  @Test
  void aFullDiskIsToldWithTheSinkAndItsPath() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    RecordFileEncoder encoder =
        new RecordFileEncoder(
            FileTrouble.ofSink("output", "out"),
            new JsonFormat().encoder(TYPE, OptionValues.empty()));
    try (OutputStream out = Files.newOutputStream(full)) {
      assertThatThrownBy(() -> encoder.encode(new Object[] {1L}, out))
          .isInstanceOf(ConnectorException.class)
          .hasMessageStartingWith("sink `output` cannot write `out`: the disk is full");
    }
  }

  @Test
  void aNameThatAsksForGzipIsPackedThoughTheJobFailsAndRestarts() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    write(
        numbers(environment, 2000),
        "out.csv.gz",
        new CsvFormat(),
        OptionValues.of(Map.of("header", true)));
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    List<String> lines = unpacked("out.csv.gz");
    assertThat(lines.get(0)).isEqualTo("n");
    assertThat(lines.subList(1, lines.size()))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 2000).mapToObj(String::valueOf).collect(Collectors.toList()));
  }

  @Test
  void aPackedFileOfNoRowsIsGzip() throws Exception {
    Files.createFile(folder.resolve("failed"));
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    write(
        numbers(environment, 1).filter(row -> false),
        "out.jsonl.gz",
        new JsonFormat(),
        OptionValues.empty());
    environment.execute();
    assertThat(unpacked("out.jsonl.gz")).isEmpty();
  }

  /** With Java's own reader of gzip. */
  private List<String> unpacked(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name))), UTF_8))) {
      return reader.lines().collect(Collectors.toList());
    }
  }

  @Test
  void aByteOrderMarkInDataIsReadBack() throws Exception {
    RowType text = RowType.of(Field.of("s", DataType.string()));
    RowType bytes = RowType.of(Field.of("s", DataType.bytes()));
    String marked = "\uFEFFa";
    for (Format format : List.of(new RawFormat(), new CsvFormat(), new JsonFormat())) {
      for (String name : List.of("out.txt", "out.txt.gz", "parts")) {
        assertThat(readBack(format, text, marked, name)).isEqualTo(marked);
      }
    }
    for (String name : List.of("out.bin", "bytes")) {
      assertThat(readBack(new RawFormat(), bytes, marked.getBytes(UTF_8), name))
          .isEqualTo(marked.getBytes(UTF_8));
    }
  }

  private Object readBack(Format format, RowType type, Object value, String name) throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    String path =
        folder.resolve(format.descriptor().name()).resolve(name).toAbsolutePath().toString();
    OptionValues options = OptionValues.of(Map.of("path", path));
    SinkRun.add(
        new FileConnector(),
        options,
        type,
        environment.fromData(RowTypeInformation.of(type), new Object[] {value}),
        format,
        OptionValues.empty());
    environment.execute();
    List<Object[]> rows =
        SourceRun.of(new FileConnector(), options, type)
            .format(format, OptionValues.empty())
            .rows(CLUSTER.environment(1));
    assertThat(rows).hasSize(1);
    return rows.get(0)[0];
  }
}
