// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Many keys, every second of which comes twice, all of them within one window on RocksDB: {@code
 * sliding|session KEYS}. The job fails once in the middle and goes on from its checkpoint. At the
 * end each row has to be in each of its windows, and a savepoint to hold no state.
 */
final class ManyKeys {
  /** Of a result that is checked: the key, two times, a count and a sum. */
  static final int COLUMNS = 5;

  /** How many windows a row is in. */
  static final int WINDOWS = 6;

  /** 2026-01-01T00:00:00Z, in epoch milliseconds. */
  static final long START = 1_767_225_600_000L;

  private static final long EVERY = 600_000;

  /** Of each key the windows that it had a result of, a bit each. */
  private static volatile byte[] seen = {};

  private static volatile boolean isSession;
  private static final AtomicLong WRONG = new AtomicLong();

  private ManyKeys() {}

  public static void main(String[] arguments) throws Exception {
    Figures.endOnFailure();
    boolean sliding = arguments[0].equals("sliding");
    isSession = !sliding;
    int keys = Integer.parseInt(arguments[1]);
    seen = new byte[keys];
    long rows = keys + (keys + 1L) / 2;
    Path folder = Files.createTempDirectory("drey-bench-");
    Setting setting =
        Setting.of(Backend.ROCKSDB, 1)
            .with("execution.checkpointing.interval", "5s")
            // The service's own: all windows of all keys come to their end in front of one barrier.
            .with("execution.checkpointing.timeout", "60min")
            .with("restart-strategy.type", "fixed-delay")
            .with("restart-strategy.fixed-delay.delay", "0s");
    StreamExecutionEnvironment environment = Peer.DREY.environment(setting);
    build(environment, sliding, rows, keys);
    ManyRows.failOnceAfterCheckpoint(rows / 2);
    long begin = System.nanoTime();
    JobClient job = environment.executeAsync("many keys");
    ManyRows.awaitEnd();
    String savepoint =
        job.stopWithSavepoint(true, folder.toUri().toString(), SavepointFormatType.CANONICAL).get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long missing = 0;
    byte all = (byte) (sliding ? (1 << WINDOWS) - 1 : 1);
    for (byte each : seen) {
      missing += each == all ? 0 : 1;
    }
    Figures.print("rows", (double) rows);
    Figures.print("resumed", (double) ManyRows.resumed());
    Figures.print("rows/s", rows / seconds);
    Figures.print("wrong", (double) (missing + WRONG.get()));
    try (Stream<Path> files = Files.walk(Path.of(java.net.URI.create(savepoint)))) {
      Figures.print("bytes", (double) files.mapToLong(file -> file.toFile().length()).sum());
    }
    System.exit(0);
  }

  private static void build(
      StreamExecutionEnvironment environment, boolean sliding, long rows, int keys) {
    String spec =
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: many-keys",
            "sources:",
            "  in:",
            "    many: {rows: " + rows + ", keys: " + keys + "}",
            "    type: {k: BIGINT NOT NULL, v: BIGINT NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}",
            "    eventTime: {field: at, watermark: {maxOutOfOrderness: 5s}}",
            "streams:",
            "  counted:",
            "    from: in",
            "    where: k >= 0",
            "    keyBy: [k]",
            "    window: " + (sliding ? "{sliding: {size: 1h, every: 10m}}" : "{session: 1h}"),
            "    aggregate: {n: COUNT(*), total: SUM(v)}",
            "sinks:",
            "  out: {from: counted, many: {}}",
            "allow:",
            "  - {code: DR0408, at: streams.counted, reason: the rows are never later}");
    build(environment, spec);
  }

  /** A spec whose rows are {@link ManyRows}. */
  static void build(StreamExecutionEnvironment environment, String spec) {
    Catalog found = Catalog.load(ManyKeys.class.getClassLoader());
    List<dev.drey.connector.Connector> connectors = new ArrayList<>(found.connectors());
    connectors.add(new ManyRows());
    Catalog catalog = Catalog.of(connectors, new ArrayList<>(found.formats()));
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(SourceFile.of("many.yaml", spec), CompilerOptions.builder().build());
    new GraphBuilder(catalog)
        .build(
            result.plan().orElseThrow(() -> new IllegalStateException(result.diagnostics() + "")),
            environment,
            true);
  }

  /** How often a key comes. */
  static int times(long key) {
    return key % 2 == 0 ? 2 : 1;
  }

  /** Takes a result: of the key, the window's end, the count and the sum. */
  static void result(long key, long end, long count, long total) {
    byte[] all = seen;
    int window = (int) ((end - START) / EVERY) - 1;
    int bit = seenAs(window);
    if (bit < 0 || count != times(key) || total != key * count) {
      WRONG.incrementAndGet();
    } else {
      all[(int) key] |= (byte) (1 << bit);
    }
  }

  /** Sessions end where they like: of a key there is one. */
  private static int seenAs(int window) {
    return isSession ? 0 : window < WINDOWS ? window : -1;
  }
}
