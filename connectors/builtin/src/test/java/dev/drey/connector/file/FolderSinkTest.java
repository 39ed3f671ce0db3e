// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.SeedFor;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Part files as the options of a folder say: where, under which names, packed, put together. */
@Timeout(120)
class FolderSinkTest {
  private static final RowType NUMBERS =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));
  private static final RowType TEXTS =
      RowType.of(
          Field.of("n", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("text", DataType.string()));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private OptionValues options(Map<String, Object> more) {
    Map<String, Object> options = new HashMap<>(more);
    options.put("path", folder.resolve("out").toString());
    return OptionValues.of(options);
  }

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
    return SourceRun.of(new DatagenConnector(), OptionValues.of(options), NUMBERS)
        .add(environment)
        .map(new FailsOnce(folder.resolve("failed"), 50))
        .returns(RowTypeInformation.of(NUMBERS));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }

  private static List<String> unpacked(Path file) {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8).lines().collect(Collectors.toList());
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static List<String> lines(long count) {
    return LongStream.range(0, count)
        .mapToObj(n -> "{\"n\":" + n + "}")
        .collect(Collectors.toList());
  }

  /** A value is the name of one folder, whatever it is, and can be read from it. */
  @Test
  void noValueLeavesItsFolder() throws Exception {
    List<Object[]> rows = new ArrayList<>();
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                ".",
                "..",
                "../../x",
                "/etc",
                "a/b",
                "a\\b",
                "c:\\x",
                "%2F",
                "%",
                "_x",
                ".x",
                "a=b",
                "\u0000",
                "\n",
                " ",
                "ü/é",
                "\uD83D\uDE00",
                "__HIVE_DEFAULT_PARTITION__",
                "~"));
    Random random = new Random(SeedFor.test("FolderSinkTest"));
    for (int i = 0; i < 100; i++) {
      texts.add(units(random));
    }
    for (String text : texts) {
      rows.add(new Object[] {(long) rows.size(), text});
    }
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    SinkRun.add(
        new FileConnector(),
        options(Map.of("partition", Map.of("text", "text"))),
        Map.of("partition.text", row -> row[1]),
        TEXTS,
        environment.fromData(rows, RowTypeInformation.of(TEXTS)),
        new JsonFormat());
    environment.execute();

    for (Path file : files()) {
      Path name = folder.resolve("out").relativize(file);
      assertThat(name.getNameCount()).as(name.toString()).isEqualTo(2);
      String value = name.getName(0).toString();
      assertThat(value).startsWith("text=").matches("[A-Za-z0-9_.~=-]+");
      String text = URLDecoder.decode(value.substring(5).replace('~', '%'), UTF_8);
      for (String line : Files.readAllLines(file)) {
        int row = Integer.parseInt(line.replaceAll("^\\{\"n\":([0-9]+).*", "$1"));
        assertThat(text).as(line).isEqualTo(new String(texts.get(row).getBytes(UTF_8), UTF_8));
      }
    }
    assertThat(
            SourceRun.of(new FileConnector(), options(Map.of()), TEXTS)
                .format(new JsonFormat(), OptionValues.empty())
                .rows(CLUSTER.environment(1)))
        .hasSize(rows.size());
  }

  /** UTF-16 units, halves of characters among them, and more of those that mean something. */
  private static String units(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      text.append(
          random.nextBoolean()
              ? "./\\%=:_~*".charAt(random.nextInt(9))
              : (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }

  @Test
  void nullHasAFolderAndLongValuesHaveEachTheirOwn() {
    assertThat(PartitionFolders.escaped(null)).isEqualTo("__HIVE_DEFAULT_PARTITION__");
    String a = PartitionFolders.escaped("ü".repeat(1000) + "a");
    String b = PartitionFolders.escaped("ü".repeat(1000) + "b");
    assertThat(a).hasSizeLessThan(200).isNotEqualTo(b);
    assertThat(a).isEqualTo(PartitionFolders.escaped("ü".repeat(1000) + "a"));
    assertThat(PartitionFolders.escaped("x".repeat(150))).isEqualTo("x".repeat(150));
  }

  @Test
  void packedFilesHaveEveryRowOnceThoughTheJobFailsAndRestarts() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    SinkRun.add(
        new FileConnector(),
        options(Map.of("compress", "gzip", "prefix", "numbers", "suffix", ".json")),
        NUMBERS,
        numbers(environment, 2000),
        new JsonFormat(),
        OptionValues.empty());
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    List<Path> shown =
        files().stream()
            .filter(file -> !file.getFileName().toString().startsWith("."))
            .collect(Collectors.toList());
    assertThat(shown)
        .allMatch(file -> file.getFileName().toString().matches("numbers-.*\\.json\\.gz"));
    assertThat(shown.stream().flatMap(file -> unpacked(file).stream()))
        .containsExactlyInAnyOrderElementsOf(lines(2000));
  }

  @Test
  void checkpointsCloseFilesWhereTheyAreTo() throws Exception {
    Files.createFile(folder.resolve("failed"));
    StreamExecutionEnvironment environment = restarting();
    SinkRun.add(
        new FileConnector(),
        options(Map.of("rollOnCheckpoint", true)),
        NUMBERS,
        numbers(environment, 1000),
        new JsonFormat(),
        OptionValues.empty());
    environment.execute();
    // Three subtasks would have written three without.
    assertThat(files()).hasSizeGreaterThan(3);
  }

  @Test
  void smallFilesGoTogetherWithOneHeader() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    SinkRun.add(
        new FileConnector(),
        options(
            Map.of("compress", "gzip", "compact", OptionValues.of(Map.of("checkpoints", 1_000L)))),
        NUMBERS,
        numbers(environment, 2000),
        new CsvFormat(),
        OptionValues.of(Map.of("header", true)));
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    List<Path> shown = shown();
    assertThat(shown).hasSizeBetween(1, 3);
    List<String> numbers = new ArrayList<>();
    for (Path file : shown) {
      List<String> lines = unpacked(file);
      assertThat(lines.get(0)).isEqualTo("n");
      numbers.addAll(lines.subList(1, lines.size()));
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 2000).mapToObj(Long::toString).collect(Collectors.toList()));
  }

  private List<Path> shown() throws IOException {
    return files().stream()
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .collect(Collectors.toList());
  }

  @Test
  void rowsOfSmallFilesThatAreWholesGoTogether() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    DataStream<Object[]> rows =
        numbers(environment, 2000)
            .map(row -> new Object[] {row[0], "t" + row[0]})
            .returns(RowTypeInformation.of(TEXTS));
    SinkRun.add(
        new FileConnector(),
        options(Map.of("compact", OptionValues.of(Map.of("size", 1_000_000L, "checkpoints", 5L)))),
        TEXTS,
        rows,
        new ColumnFiles(),
        OptionValues.empty());
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    assertThat(
            SourceRun.of(new FileConnector(), options(Map.of()), TEXTS)
                .files(new ColumnFiles(), OptionValues.empty())
                .rows(CLUSTER.environment(1)))
        .extracting(row -> row[0] + " " + row[1])
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 2000).mapToObj(n -> n + " t" + n).collect(Collectors.toList()));
  }

  @Test
  void whatIsAboutFoldersIsRefusedForOneFile() {
    assertThat(findings("out.jsonl", Map.of("prefix", "a", "compress", "gzip")))
        .containsExactlyInAnyOrder("DR0608 prefix", "DR0608 compress");
    assertThat(findings("out/", Map.of("partition", Map.of("../x", "text", "dt", "text"))))
        .containsExactly("DR0608 partition.../x");
    assertThat(findings("out/", Map.of("suffix", ".zst"))).containsExactly("DR0610 suffix");
    assertThat(findings("out/", Map.of("suffix", ".json.gz"))).containsExactly("DR0608 suffix");
    assertThat(findings("out/", Map.of("suffix", ".json.gz", "compress", "gzip"))).isEmpty();
    assertThat(findings("out/", Map.of("compact", OptionValues.of(Map.of("checkpoints", 0L)))))
        .containsExactly("DR0608 compact.checkpoints");
  }

  private static List<String> findings(String path, Map<String, Object> more) {
    Map<String, Object> options = new HashMap<>(more);
    options.put("path", path);
    ConnectorUsage usage =
        ConnectorUsage.sink(
            "out", OptionValues.of(options), Delivery.AT_LEAST_ONCE, Optional.empty());
    return new FileConnector()
        .check(usage).stream().map(FolderSinkTest::shown).collect(Collectors.toList());
  }

  private static String shown(Finding finding) {
    return finding.code().id() + " " + finding.option();
  }

  @Test
  void filesThatAreWholesAreNotPackedAgain() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    assertThatThrownBy(
            () ->
                SinkRun.add(
                    new FileConnector(),
                    options(Map.of("compress", "gzip")),
                    TEXTS,
                    environment.fromData(
                        List.<Object[]>of(new Object[] {1L, "a"}), RowTypeInformation.of(TEXTS)),
                    new ColumnFiles(),
                    OptionValues.empty()))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("remove `compress` and write `codec`");
  }
}
