package dev.drey.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.Cluster;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.FailsOnce;
import dev.drey.connector.SinkRun;
import dev.drey.connector.SourceRun;
import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.Format;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
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
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  private static final RowType TYPE =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  @RegisterExtension static final Cluster CLUSTER = new Cluster();

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
        .hasMessage("cannot write `%s/taken/out`: `%s/taken` is a file", folder, folder);
  }
}
