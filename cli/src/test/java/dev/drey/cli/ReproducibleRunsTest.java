// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.cli.TimeModel.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five runs of the same spec over the same files at each parallelism from 1 to 4: rows, updates and
 * late rows are those of {@link TimeModel}, and each window collects its rows in the order that the
 * model gives them.
 */
class ReproducibleRunsTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long DISORDER = 5_000;
  private static final int RUNS = 5;
  private static final List<String> STREAMS =
      List.of("w", "w_late", "u", "u_late", "s", "s_late", "ww");

  private static GraphRun graph;

  @TempDir private Path folder;

  private long seed;
  private Random random = new Random(0);
  private int ids;

  @BeforeAll
  static void start() throws Exception {
    graph = new GraphRun(4);
  }

  @AfterAll
  static void stop() {
    graph.close();
  }

  @BeforeEach
  void seed() {
    seed = Long.getLong("drey.seed", System.nanoTime());
    random = new Random(seed);
  }

  @Test
  void oneFile() throws Exception {
    List<Row> rows = rows(0, 300, 1);
    write("a/one.jsonl", rows);
    check(spec("  in: {from: a, where: id >= 0}"), TimeModel.source(List.of(rows), DISORDER));
  }

  @Test
  void filesThatOverlap() throws Exception {
    List<Row> first = rows(0, 150, 1);
    List<Row> second = rows(20_000, 150, 2);
    List<Row> third = rows(5_000, 80, 1);
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    write("a/sub/3.jsonl", third);
    check(
        spec("  in: {from: a, where: id >= 0}"),
        TimeModel.source(List.of(first, second, third), DISORDER));
  }

  @Test
  void filesThatFollowEachOther() throws Exception {
    List<Row> first = rows(0, 100, 1);
    List<Row> second = rows(200_000, 100, 1);
    List<Row> third = rows(400_000, 100, 1);
    // By name the last comes first.
    write("a/1.jsonl", third);
    write("a/2.jsonl", second);
    write("a/3.jsonl", first);
    check(
        spec("  in: {from: a, where: id >= 0}"),
        TimeModel.source(List.of(third, second, first), DISORDER));
  }

  @Test
  void sourcesThatMeet() throws Exception {
    List<Row> first = rows(0, 150, 1);
    List<Row> second = rows(30_000, 60, 2);
    List<Row> third = rows(10_000, 200, 1);
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    write("b/1.jsonl", third);
    check(
        spec("  in: {union: [b, a]}"),
        TimeModel.meeting(
            List.of(
                TimeModel.source(List.of(third), DISORDER),
                TimeModel.source(List.of(first, second), DISORDER))));
  }

  @Test
  void aStreamThatPartsAndMeetsItself() throws Exception {
    List<Row> rows = rows(0, 300, 1);
    write("a/one.jsonl", rows);
    List<Row> read = TimeModel.source(List.of(rows), DISORDER);
    check(
        spec(
            "  odd: {from: a, where: id % 2 = 1}\n"
                + "  even: {from: a, where: id % 2 = 0}\n"
                + "  in: {union: [odd, even]}"),
        TimeModel.meeting(
            List.of(
                read.stream().filter(row -> row.id % 2 == 1).collect(Collectors.toList()),
                read.stream().filter(row -> row.id % 2 == 0).collect(Collectors.toList()))));
  }

  @Test
  void filesInTheOrderOfTheirNames() throws Exception {
    List<Row> first = rows(0, 100, 1);
    List<Row> second = rows(200_000, 100, 1);
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    List<Row> all = Stream.of(first, second).flatMap(List::stream).collect(Collectors.toList());
    check(
        spec("  in: {from: a, where: id >= 0}").replace("/a}", "/a, order: name}"),
        TimeModel.source(List.of(all), DISORDER));
  }

  @Test
  void filesOfAFolderThatIsWatched() throws Exception {
    List<Row> first = rows(0, 150, 1);
    List<Row> second = rows(20_000, 150, 2);
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    check(
        spec("  in: {from: a, where: id >= 0}").replace("/a}", "/a, watch: 1h}"),
        TimeModel.source(List.of(first, second), DISORDER));
  }

  /** Empty ones, a packed one, a large one, one of a row, one whose rows are late but for one. */
  @Test
  void filesOfEverySize() throws Exception {
    List<Row> large = rows(0, 900, 1);
    List<Row> one = rows(50_000, 1, 1);
    List<Row> late = rows(10_000, 40, 1);
    late.add(0, new Row("k1", START + 300_000, ids++));
    List<Row> few = rows(250_000, 3, 1);
    write("a/0.jsonl", List.of());
    write("a/1.jsonl", large);
    pack("a/1.jsonl");
    write("a/2.jsonl", one);
    write("a/3.jsonl", late);
    Files.writeString(folder.resolve("a/4.jsonl"), "\n \n\n");
    write("a/5.jsonl", few);
    check(
        spec("  in: {from: a, where: id >= 0}"),
        TimeModel.source(List.of(large, one, late, few), DISORDER));
  }

  @Test
  void aSourceWithoutRowsHoldsNobodyUp() throws Exception {
    List<Row> rows = rows(0, 200, 1);
    write("a/1.jsonl", rows);
    write("b/1.jsonl", List.of());
    check(
        spec("  in: {union: [b, a]}"),
        TimeModel.meeting(List.of(List.of(), TimeModel.source(List.of(rows), DISORDER))));
  }

  @Test
  void filesInTheOrderOfTheirNamesInAFolderThatIsWatched() throws Exception {
    List<Row> first = rows(0, 150, 1);
    List<Row> second = rows(400_000, 50, 1);
    write("a/1.jsonl", first);
    write("a/2.jsonl", List.of());
    write("a/3.jsonl", second);
    List<Row> all = Stream.of(first, second).flatMap(List::stream).collect(Collectors.toList());
    check(
        spec("  in: {from: a, where: id >= 0}").replace("/a}", "/a, order: name, watch: 1h}"),
        TimeModel.source(List.of(all), DISORDER));
  }

  /** No model: every run gives what the first one gave, and each record is in it once. */
  @Test
  void recordsFromTheFutureAndWindowsThatAreMoved() throws Exception {
    List<Row> first = rows(0, 300, 1);
    List<Row> second = rows(20_000, 200, 2);
    long future = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 10; i++) {
      List<Row> rows = i % 2 == 0 ? first : second;
      rows.add(random.nextInt(rows.size()), new Row("k" + i % 4, future + i * 1000L, ids++));
    }
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    String spec =
        spec("  in: {from: a, where: id >= 0}")
            .replace("idleTimeout: 1s", "idleTimeout: 1s, maxFutureSkew: 1d")
            .replace("{tumbling: 10s}", "{tumbling: {size: 10s, offset: -3s}}");
    List<String> expected = List.of();
    for (int parallelism = 1; parallelism <= 4; parallelism++) {
      for (int run = 0; run < RUNS; run++) {
        Map<String, List<Object[]>> got = graph.run(spec, STREAMS, parallelism);
        List<String> rows = new ArrayList<>();
        for (String stream : STREAMS) {
          got.getOrDefault(stream, List.of())
              .forEach(row -> rows.add(stream + " " + Arrays.deepToString(row)));
        }
        rows.sort(null);
        String which = "seed " + seed + ", parallelism " + parallelism + ", run " + run;
        if (expected.isEmpty()) {
          expected = rows;
          List<Integer> seen = new ArrayList<>();
          got.getOrDefault("w", List.of())
              .forEach(row -> ((List<?>) row[3]).forEach(id -> seen.add((Integer) id)));
          got.getOrDefault("w_late", List.of()).forEach(row -> seen.add((Integer) row[0]));
          assertThat(seen).as(which).hasSize(510).doesNotHaveDuplicates();
          assertThat(got.get("w_late")).as(which).isNotEmpty().hasSizeLessThan(250);
        }
        assertThat(rows).as(which).isEqualTo(expected);
      }
    }
  }

  private void pack(String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
      Files.copy(file, out);
    }
    Files.delete(file);
  }

  @Test
  void rowsThatAreMadeUp() throws Exception {
    String spec =
        spec("  in: {from: a, where: id >= 0}")
            .replace(
                "file: {path: " + folder + "/a}",
                "datagen: {rows: 300, seed: "
                    + random.nextInt(1000)
                    + ", columns: {id: {sequence: {}}, k: {pick: 4}, at: {clock: {step: 400ms,"
                    + " disorder: 3s, late: 20%}}}}");
    List<Row> rows =
        graph.run(spec, List.of("in"), 1).getOrDefault("in", List.of()).stream()
            .map(row -> new Row((String) row[1], (Long) row[2], (Integer) row[0]))
            .collect(Collectors.toList());
    assertThat(rows).extracting(row -> row.id).isSorted().hasSize(300);
    check(spec, TimeModel.source(List.of(rows), DISORDER));
  }

  /** Files and made-up rows meet; the job fails in between and goes on from a checkpoint. */
  @Test
  void aRunThatFailsGivesTheSame() throws Exception {
    List<Row> first = rows(0, 1500, 1);
    List<Row> second = rows(30_000, 600, 2);
    List<Row> third = rows(10_000, 2000, 1);
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    write("b/1.jsonl", third);
    List<Row> rows =
        TimeModel.meeting(
            List.of(
                TimeModel.source(List.of(third), DISORDER),
                TimeModel.source(List.of(first, second), DISORDER)));
    String spec = spec("  in: {union: [b, a]}");
    ExpectedRuns expected = new ExpectedRuns(rows);
    for (int run = 0; run < 3; run++) {
      String which = "seed " + seed + ", run " + run;
      expected.compare(which, graph.runFailing(spec, STREAMS, 2, 1900));
    }
  }

  /** Rows that wander on by about a second each, some of them far behind. */
  private List<Row> rows(long from, int count, int pace) {
    List<Row> rows = new ArrayList<>();
    long time = START + from;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(700 * pace);
      long behind = random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(3_000);
      rows.add(new Row("k" + random.nextInt(4), time - behind, ids++));
    }
    return rows;
  }

  private void write(String name, List<Row> rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    List<String> lines =
        rows.stream()
            .map(
                row ->
                    "{\"id\":"
                        + row.id
                        + ",\"k\":\""
                        + row.key
                        + "\",\"at\":\""
                        + Instant.ofEpochMilli(row.time)
                        + "\"}")
            .collect(Collectors.toList());
    Files.write(file, lines, UTF_8);
  }

  private String spec(String input) {
    String type = "{id: INT NOT NULL, k: STRING NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}";
    String time = "{field: at, watermark: {maxOutOfOrderness: 5s}, idleTimeout: 1s}";
    return String.join(
        "\n",
        "apiVersion: drey/v1",
        "name: again",
        "sources:",
        "  a: {file: {path: " + folder + "/a}, type: " + type + ", eventTime: " + time + "}",
        input.contains("b,")
            ? "  b: {file: {path: " + folder + "/b}, type: " + type + ", eventTime: " + time + "}"
            : "",
        "streams:",
        input,
        "  w: {from: in, keyBy: [k], window: {tumbling: 10s}, late: {to: w_late},"
            + " aggregate: {ids: COLLECT(id)}}",
        "  u: {from: in, keyBy: [k], window: {tumbling: 10s}, allowedLateness: 4s,"
            + " late: {to: u_late}, aggregate: {ids: COLLECT(id)}}",
        "  s: {from: in, keyBy: [k], window: {session: 2s}, late: {to: s_late},"
            + " aggregate: {n: COUNT(*)}}",
        "  ww: {from: w, keyBy: {length: CHAR_LENGTH(k)}, window: {tumbling: 30s},"
            + " late: {to: ww_late}, aggregate: {all_ids: COLLECT(CARDINALITY(ids)),"
            + " keys: COLLECT(k)}}",
        "sinks:",
        "  out: {from: w, discard: {}}",
        "  out_u: {from: u, discard: {}}",
        "  out_s: {from: s, discard: {}}",
        "  out_ww: {from: ww, discard: {}}",
        "  out_w_late: {from: w_late, discard: {}}",
        "  out_u_late: {from: u_late, discard: {}}",
        "  out_s_late: {from: s_late, discard: {}}",
        "  out_ww_late: {from: ww_late, discard: {}}",
        "");
  }

  private void check(String spec, List<Row> rows) throws Exception {
    ExpectedRuns expected = new ExpectedRuns(rows);
    for (int parallelism = 1; parallelism <= 4; parallelism++) {
      for (int run = 0; run < RUNS; run++) {
        String which = "seed " + seed + ", parallelism " + parallelism + ", run " + run;
        expected.compare(which, graph.run(spec, STREAMS, parallelism));
      }
    }
  }
}
