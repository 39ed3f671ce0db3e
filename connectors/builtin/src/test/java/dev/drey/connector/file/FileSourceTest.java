// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.ErrorPolicy;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.BadRecord;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private static final RowType TYPE = RowType.of(Field.of("n", DataType.of(TypeKind.INT)));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(UTF_8));
  }

  private SourceRun json(String path) {
    return SourceRun.of(
            new FileConnector(),
            OptionValues.of(Map.of("path", path.replace("$", folder.toString()))),
            TYPE)
        .format(new JsonFormat(), OptionValues.empty());
  }

  private List<Object> numbers(String path) throws Exception {
    return json(path).rows(CLUSTER.environment(1)).stream()
        .map(row -> row[0])
        .collect(Collectors.toList());
  }

  @Test
  void readsAFileWhateverItsLineEnds() throws Exception {
    write("a.jsonl", "\uFEFF{\"n\": 1}\r\n\n{\"n\": 2}\n{\"n\": 3}");
    assertThat(numbers("$/a.jsonl")).containsExactly(1, 2, 3);
  }

  @Test
  void readsAFolderInOrderAndPassesHiddenFilesOver() throws Exception {
    write("b.jsonl", "{\"n\": 2}\n");
    write("a.jsonl", "{\"n\": 1}\n");
    write("c/d/e.jsonl", "{\"n\": 3}\n");
    write(".hidden.jsonl", "no JSON\n");
    write("_SUCCESS", "no JSON\n");
    write("_unfinished/a.jsonl", "no JSON\n");
    assertThat(numbers("$")).containsExactly(1, 2, 3);
    assertThat(numbers("$/")).containsExactly(1, 2, 3);
  }

  @Test
  void readsWhatAPatternMatches() throws Exception {
    write("a.jsonl", "{\"n\": 1}\n");
    write("b.csv", "no JSON\n");
    write("x/a.jsonl", "{\"n\": 2}\n");
    write("y/a.jsonl", "{\"n\": 3}\n");
    write("y/z/a.jsonl", "{\"n\": 4}\n");
    assertThat(numbers("$/*.jsonl")).containsExactly(1);
    assertThat(numbers("$/*/a.jsonl")).containsExactly(2, 3);
    assertThat(numbers("$/**/*.jsonl")).containsExactly(1, 2, 3, 4);
    assertThat(numbers("$/{x,y}/?.jsonl")).containsExactly(2, 3);
  }

  @Test
  void unpacksGzip() throws Exception {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.gz")))) {
      out.write("{\"n\": 1}\n{\"n\": 2}\n".getBytes(UTF_8));
    }
    assertThat(numbers("$/a.gz")).containsExactly(1, 2);
  }

  @Test
  void tellsWhereARecordWas() throws Exception {
    write("a.jsonl", "{\"n\": 1}\n\n{\"n\": 2}\n");
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("file", "path");
    columns.put("line", "line");
    String path = folder.resolve("a.jsonl").toString();
    assertThat(json("$").metadata(columns).rows(CLUSTER.environment(1)))
        .containsExactly(new Object[] {1, path, 1L}, new Object[] {2, path, 3L});
  }

  @Test
  @Shows(
      connector = "file",
      role = Kind.SOURCE,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void everyRecordComesOnceWithItsLineThoughTheJobFailsAndRestarts() throws Exception {
    StringBuilder csv = new StringBuilder("more,n\n");
    List<Object[]> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      csv.append("\"two\nlines\",").append(i).append('\n');
      expected.add(new Object[] {i, 2L + 2L * i});
    }
    write("in/a.csv", csv.toString());
    Configuration restarting = new Configuration();
    restarting.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarting.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment = CLUSTER.environment(1, restarting);
    environment.enableCheckpointing(20);
    SourceRun run =
        json("$/in")
            .format(new CsvFormat(), OptionValues.of(Map.of("header", true)))
            .metadata(Map.of("line", "line"));
    List<Object[]> rows = new ArrayList<>();
    CloseableIterator<Object[]> emitted =
        run.add(environment)
            .map(new Slowly())
            .returns(RowTypeInformation.of(run.produced()))
            .map(new FailsOnce(folder.resolve("failed"), 50))
            .returns(RowTypeInformation.of(run.produced()))
            .executeAndCollect();
    emitted.forEachRemaining(rows::add);
    emitted.close();
    assertThat(folder.resolve("failed")).exists();
    assertThat(Arrays.deepEquals(rows.toArray(), expected.toArray())).isTrue();
  }

  /** A tenth of a millisecond or more for every row, so that checkpoints fall among them. */
  private static final class Slowly implements MapFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public Object[] map(Object[] row) {
      LockSupport.parkNanos(100_000);
      return row;
    }
  }

  @Test
  @Shows(connector = "file", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void aBadRecordFailsTheJobWithItsPlace() throws Exception {
    write("a.jsonl", "{\"n\": 1}\n{\"n\": \"x\"}\n");
    assertThatThrownBy(() -> numbers("$"))
        .satisfies(
            failure ->
                assertThat(
                        ExceptionUtils.findThrowable(failure, ConnectorException.class)
                            .map(Throwable::getMessage))
                    .contains(
                        "bad record in source `input`, path "
                            + folder.resolve("a.jsonl")
                            + ", line 2: column `n` wants INT, the record has the text \"x\""
                            + " (onError: drop, or onError: {to: NAME}, lets the job go on)"));
  }

  @Test
  @Shows(connector = "file", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void badRecordsTravelAmongTheRowsOrAreDropped() throws Exception {
    write("a.jsonl", "{\"n\": 1}\nnonsense\n{\"n\": 3}\n");
    assertThat(json("$").onError(ErrorPolicy.DROP).rows(CLUSTER.environment(1)))
        .containsExactly(new Object[] {1}, new Object[] {3});
    List<Object[]> rows = json("$").onError(ErrorPolicy.EMIT).rows(CLUSTER.environment(1));
    assertThat(rows).hasSize(3);
    Object[] bad = ((BadRecord) rows.get(1)[0]).row();
    assertThat(bad[0]).isEqualTo("input");
    assertThat(bad[2]).isEqualTo("nonsense".getBytes(UTF_8));
    assertThat(Arrays.copyOfRange(bad, 4, 6))
        .containsExactly(folder.resolve("a.jsonl").toString(), 2L);
  }

  @Test
  void aPathWithoutFilesIsRefusedBeforeTheJobStarts() throws Exception {
    assertThatThrownBy(() -> numbers("$/none.jsonl"))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "source `input` cannot read `%s/none.jsonl`: there is no file or folder"
                + " `%<s/none.jsonl`; a local run takes another with --input input=FILE",
            folder);
    assertThatThrownBy(() -> numbers("$/*.jsonl"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("no file matches `" + folder + "/*.jsonl`");
    assertThatThrownBy(() -> numbers("$"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("no file in `" + folder + "`");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  @Test
  void unpacksEveryPartOfAGzipFile() throws Exception {
    Files.write(folder.resolve("a.jsonl.GZ"), joined(gzip("{\"n\": 1}\n{\"n"), gzip("\": 2}\n")));
    assertThat(numbers("$/a.jsonl.GZ")).containsExactly(1, 2);
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsToldByName() throws Exception {
    byte[] packed = gzip("{\"n\": 1}\n".repeat(1000));
    byte[] damaged = packed.clone();
    damaged[packed.length - 6] ^= 1;
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("plain.gz", "{\"n\": 1}\n".getBytes(UTF_8));
    files.put("cut.gz", Arrays.copyOf(packed, packed.length - 9));
    files.put("damaged.gz", damaged);
    files.put("garbage.gz", joined(packed, "more".getBytes(UTF_8)));
    files.put("second-cut.gz", joined(packed, Arrays.copyOf(packed, 5)));
    files.put("empty.gz", new byte[0]);
    files.put("packed.jsonl", packed);
    files.put("a.jsonl.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0});
    files.put("zstd.jsonl", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0});
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.write(path, file.getValue());
      assertThatThrownBy(
              () -> json(path.toString()).onError(ErrorPolicy.DROP).rows(CLUSTER.environment(1)))
          .as(file.getKey())
          .satisfies(
              failure ->
                  assertThat(
                          ExceptionUtils.findThrowable(failure, ConnectorException.class)
                              .map(Throwable::getMessage))
                      .hasValueSatisfying(
                          message -> assertThat(message).contains("`" + path + "`")));
    }
  }

  @Test
  @Shows(connector = "file", role = Kind.SOURCE, contract = Contract.OVERSIZED_RECORD)
  void aLineThatIsTooLongIsABadRecord() throws Exception {
    write("a.jsonl", "{\"n\": 1}\n{\"n\": " + " ".repeat(33 << 20) + "2}\n{\"n\": 3}\n");
    List<Object[]> rows = json("$").onError(ErrorPolicy.EMIT).rows(CLUSTER.environment(1));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(2)).containsExactly(3);
    Object[] bad = ((BadRecord) rows.get(1)[0]).row();
    assertThat(bad[1]).asString().contains("34603016 bytes").contains("33554432");
    assertThat((byte[]) bad[2]).hasSize(65536).startsWith("{\"n\": ".getBytes(UTF_8));
    assertThat(json("$").onError(ErrorPolicy.DROP).rows(CLUSTER.environment(1)))
        .containsExactly(new Object[] {1}, new Object[] {3});
  }

  @Test
  void rowsBeforeTheRecordThatStopsTheJobAreEmitted() throws Exception {
    for (String last : List.of("no JSON\n", " ".repeat(33 << 20) + "\n")) {
      write("a.jsonl", "{\"n\": 1}\n{\"n\": 2}\n" + last);
      Seen.ROWS.clear();
      StreamExecutionEnvironment environment = CLUSTER.environment(1);
      json("$").add(environment).map(new Seen()).sinkTo(new DiscardingSink<>());
      assertThatThrownBy(environment::execute)
          .hasStackTraceContaining("bad record in source `input`");
      assertThat(Seen.ROWS).containsExactly(1, 2);
    }
  }

  /** Keeps what it sees in this JVM, whatever becomes of the job. */
  private static final class Seen implements MapFunction<Object[], Integer> {
    private static final long serialVersionUID = 1;
    static final Queue<Object> ROWS = new ConcurrentLinkedQueue<>();

    @Override
    public Integer map(Object[] row) {
      ROWS.add(row[0]);
      return ROWS.size();
    }
  }

  @Test
  void whatCannotBeListedOrOpenedIsToldBeforeTheJobStarts() throws Exception {
    assertThatThrownBy(() -> numbers("nosuch://bucket/data"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith(
            "source `input` cannot read `nosuch://bucket/data`: there is no file system for"
                + " `nosuch:` here")
        .hasMessageEndingWith("--input input=FILE");
  }
}
