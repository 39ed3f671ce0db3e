// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.BusyStore;
import dev.drey.backend.Loopback;
import dev.drey.backend.S3Server;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.DecoderContext;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Paths of {@code s3://} by Flink's plug-in, to a server that speaks S3. */
@Timeout(120)
class FilesOnS3Test {
  private static final RowType TYPE =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static @Nullable S3Server started;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    started = S3Server.start();
  }

  @AfterAll
  static void close() {
    server().close();
    FileSystem.initialize(new Configuration(), null);
  }

  @BeforeEach
  void use() {
    server().useForFileSystems();
  }

  private static S3Server server() {
    return requireNonNull(started, "before all");
  }

  private static void put(String bucket, String key, byte[] content) throws IOException {
    Path unused = server().bucket(bucket);
    org.apache.flink.core.fs.Path object =
        new org.apache.flink.core.fs.Path("s3://" + bucket + "/" + key);
    try (FSDataOutputStream out =
        object.getFileSystem().create(object, FileSystem.WriteMode.OVERWRITE)) {
      out.write(content);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static SourceRun source(String path, Map<String, Object> more) {
    Map<String, Object> options = new HashMap<>(more);
    options.put("path", path);
    return SourceRun.of(new FileConnector(), OptionValues.of(options), TYPE)
        .format(new JsonFormat(), OptionValues.empty());
  }

  private static RowLookup lookup(String path) {
    return JobConnector.of(new FileConnector())
        .asLookup()
        .orElseThrow()
        .lookup(
            LookupContext.of("enriched", OptionValues.of(Map.of("path", path)), TYPE, List.of("n"))
                .withDecoder(
                    new JsonFormat()
                        .decoder(DecoderContext.of(TYPE, TYPE, List.of(0), OptionValues.empty()))));
  }

  private static void sink(DataStream<Object[]> rows, String path) {
    SinkRun.add(
        new FileConnector(),
        OptionValues.of(Map.of("path", path)),
        TYPE,
        rows,
        new JsonFormat(),
        OptionValues.empty());
  }

  private static List<String> lines(String bucket, String folder) {
    return server().objects(bucket).entrySet().stream()
        .filter(object -> object.getKey().startsWith(folder + "part-"))
        .flatMap(object -> new String(object.getValue(), UTF_8).lines())
        .collect(Collectors.toList());
  }

  /** After a checkpoint the job fails once. */
  private DataStream<Object[]> numbers(StreamExecutionEnvironment environment, long rows) {
    Map<String, Object> options =
        Map.of(
            "rows",
            rows,
            "rate",
            rows / 2.0,
            "columns",
            Map.of("n", OptionValues.of(Map.of("sequence", OptionValues.of(Map.of("start", 0L))))));
    return SourceRun.of(new DatagenConnector(), OptionValues.of(options), TYPE)
        .add(environment)
        .map(new FailsOnce(folder.resolve("failed"), 50))
        .returns(RowTypeInformation.of(TYPE));
  }

  private static StreamExecutionEnvironment restarting() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment = CLUSTER.environment(2, configuration);
    environment.enableCheckpointing(200);
    return environment;
  }

  @Test
  void readsAFolderInWhichSomeIsPacked() throws Exception {
    put("cards", "2026/a.jsonl", "{\"n\":1}\n{\"n\":2}\n".getBytes(UTF_8));
    put("cards", "2026/11/b.jsonl.gz", gzip("{\"n\":3}\n"));
    put("cards", "2026/_SUCCESS", new byte[0]);
    put("cards", "2025/c.jsonl", "{\"n\":4}\n".getBytes(UTF_8));
    assertThat(source("s3://cards/2026/", Map.of()).rows(CLUSTER.environment(2)))
        .extracting(row -> row[0])
        .containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(source("s3a://cards/202?/*.jsonl", Map.of()).rows(CLUSTER.environment(2)))
        .extracting(row -> row[0])
        .containsExactlyInAnyOrder(1L, 2L, 4L);
    assertThat(source("s3://cards", Map.of()).rows(CLUSTER.environment(2))).hasSize(4);
  }

  @Test
  void readsWhatComesIntoAWatchedFolder() throws Exception {
    put("watched", "in/1.jsonl", "{\"n\":1}\n".getBytes(UTF_8));
    try (RunningJob<Object[]> job =
        RunningJob.of(
            source("s3://watched/in/", Map.of("watch", Duration.ofMillis(100)))
                .add(CLUSTER.environment(1)))) {
      assertThat(job.next()[0]).isEqualTo(1L);
      put("watched", "in/2.jsonl", "{\"n\":2}\n".getBytes(UTF_8));
      assertThat(job.next()[0]).isEqualTo(2L);
    }
  }

  @Test
  @Shows(
      connector = "file",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aFolderHasEveryRowOnceThoughTheJobFailsAndRestarts() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    server().bucket("out");
    sink(numbers(environment, 2000), "s3://out/readings/");
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    assertThat(lines("out", "readings/"))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 2000)
                .mapToObj(n -> "{\"n\":" + n + "}")
                .collect(Collectors.toList()));
  }

  @Test
  @Shows(
      connector = "file",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aSingleObjectHasEveryRowOnceThoughTheJobFailsAndRestarts() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    server().bucket("single");
    sink(numbers(environment, 1000), "s3://single/all/numbers.jsonl");
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    assertThat(new String(server().objects("single").get("all/numbers.jsonl"), UTF_8).lines())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 1000)
                .mapToObj(n -> "{\"n\":" + n + "}")
                .collect(Collectors.toList()));
  }

  @Test
  void packedFilesInFoldersGoTogether() throws Exception {
    StreamExecutionEnvironment environment = restarting();
    Path unused = server().bucket("lake");
    SinkRun.add(
        new FileConnector(),
        OptionValues.of(
            Map.of(
                "path",
                "s3://lake/numbers/",
                "partition",
                Map.of("odd", "odd"),
                "compress",
                "gzip",
                "compact",
                OptionValues.of(Map.of("checkpoints", 100L)))),
        Map.of("partition.odd", row -> (Long) row[0] % 2 == 0 ? "no" : "../yes"),
        TYPE,
        numbers(environment, 1000),
        new JsonFormat());
    environment.execute();
    assertThat(folder.resolve("failed")).exists();
    assertThat(source("s3://lake/numbers/odd=no/", Map.of()).rows(CLUSTER.environment(2)))
        .extracting(row -> row[0])
        .containsExactlyInAnyOrderElementsOf(even(1000));
    assertThat(source("s3://lake/numbers/odd=..~2Fyes/", Map.of()).rows(CLUSTER.environment(2)))
        .hasSize(500);
    assertThat(server().objects("lake").keySet())
        .filteredOn(key -> key.matches("numbers/odd=[^/]+/compacted-part-.*\\.gz"))
        .hasSizeBetween(2, 6);
  }

  private static List<Object> even(long below) {
    return LongStream.range(0, below).filter(n -> n % 2 == 0).boxed().collect(Collectors.toList());
  }

  private static void isRefused(ThrowingCallable start, String words) {
    assertThatThrownBy(start)
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("com.amazonaws")
        .hasMessageNotContaining(S3Server.SECRET_KEY);
  }

  @Test
  void aBucketThatIsNotThereIsToldBeforeTheJobStarts() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    isRefused(
        () -> source("s3://nowhere/in/", Map.of()).add(environment),
        "source `input` cannot read `s3://nowhere/in/`: there is no such bucket; a local run");
    isRefused(
        () -> sink(numbers(environment, 1), "s3://nowhere/out/"),
        "sink `output` cannot write `s3://nowhere/out/`: there is no such bucket; a local run");
    isRefused(
        () -> sink(numbers(environment, 1), "s3://nowhere/out.jsonl"), "there is no such bucket");
  }

  @Test
  void aFolderWithoutObjectsIsToldBeforeTheJobStarts() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    Path unused = server().bucket("empty");
    isRefused(
        () -> source("s3://empty/in/", Map.of()).add(environment),
        "source `input` cannot read `s3://empty/in/`: there is no file or folder `s3://empty/in`");
  }

  @Test
  @Shows(
      connector = "file",
      role = {Kind.SOURCE, Kind.SINK, Kind.LOOKUP},
      contract = Contract.BAD_CREDENTIALS)
  void keysThatTheStoreRefusesAreToldBeforeTheJobStarts() throws Exception {
    S3Server.useForFileSystems(server().endpoint(), S3Server.ACCESS_KEY, "another");
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    isRefused(
        () -> source("s3://cards/2026/", Map.of()).add(environment),
        "cannot read `s3://cards/2026/`: the store refuses it (403, Forbidden): the AWS"
            + " credentials are wrong, or not allowed to do this; a local run");
    isRefused(
        () -> sink(numbers(environment, 1), "s3://cards/out/"), "the AWS credentials are wrong");
    isRefused(
        () -> lookup("s3://cards/2026/").open(),
        "lookup of `enriched` cannot read `s3://cards/2026/`: the store refuses it (403,");
  }

  @Test
  @Shows(
      connector = "file",
      role = {Kind.SOURCE, Kind.SINK, Kind.LOOKUP},
      contract = Contract.UNREACHABLE)
  void aStoreThatDoesNotAnswerIsToldBeforeTheJobStarts() throws Exception {
    int port = Loopback.freePort();
    S3Server.useForFileSystems(URI.create("http://" + Loopback.HOST + ":" + port), "a", "b");
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    isRefused(
        () -> source("s3://cards/2026/", Map.of()).add(environment),
        "the store does not answer: Connect to 127.0.0.1:" + port);
    isRefused(() -> sink(numbers(environment, 1), "s3://cards/out/"), "does not answer");
    isRefused(
        () -> lookup("s3://cards/2026/").open(),
        "the store does not answer: Connect to 127.0.0.1:" + port);
  }

  /** Each third request, then all for good. */
  @Test
  @Shows(
      connector = "file",
      role = {Kind.SOURCE, Kind.SINK, Kind.LOOKUP},
      contract = Contract.THROTTLED)
  void aStoreThatIsBusyIsAskedAgainAndOneThatStaysSoIsTold() throws Exception {
    try (BusyStore busy = new BusyStore(server())) {
      Path unused = server().bucket("busy");
      S3Server.useForFileSystems(busy.endpoint(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
      busy.busy(number -> number % 3 == 0);
      StreamExecutionEnvironment environment = restarting();
      sink(numbers(environment, 600), "s3://busy/readings/");
      environment.execute();
      assertThat(folder.resolve("failed")).exists();
      int ofSink = busy.turnedAway();
      assertThat(ofSink).isGreaterThan(5);
      List<Object> all = LongStream.range(0, 600).boxed().collect(Collectors.toList());
      assertThat(lines("busy", "readings/"))
          .containsExactlyInAnyOrderElementsOf(
              all.stream().map(n -> "{\"n\":" + n + "}").collect(Collectors.toList()));
      assertThat(source("s3://busy/readings/part-*", Map.of()).rows(CLUSTER.environment(2)))
          .extracting(row -> row[0])
          .containsExactlyInAnyOrderElementsOf(all);
      int ofSource = busy.turnedAway();
      assertThat(ofSource).isGreaterThan(ofSink);
      RowLookup lookup = lookup("s3://busy/readings/");
      lookup.open();
      for (Object n : all) {
        assertThat(lookup.rows(new Object[] {n}).join()).hasSize(1);
      }
      lookup.close();
      assertThat(busy.turnedAway()).isGreaterThan(ofSource);

      busy.busy(number -> true);
      StreamExecutionEnvironment never = CLUSTER.environment(1);
      isRefused(
          () -> source("s3://busy/readings/", Map.of()).add(never),
          "cannot read `s3://busy/readings/`: the store is busy, and was asked often enough (503,");
      isRefused(() -> sink(numbers(never, 1), "s3://busy/out/"), "the store is busy");
      isRefused(() -> lookup("s3://busy/readings/").open(), "the store is busy");
    }
  }
}
