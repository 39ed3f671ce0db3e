// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.cli.TimeModel.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which rows {@code deduplicate} takes from files that meet, out of order and late, is the same in
 * every run at every parallelism, also in one that fails: those of the guide's words.
 */
class DeduplicatedRunsTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long DISORDER = 5_000;
  private static final long WITHIN = 20_000;
  private static final int RUNS = 3;

  @TempDir private Path folder;

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int ids;

  @Test
  void takeTheSameRowsEveryTime() throws Exception {
    List<Row> first = rows(0, 150);
    List<Row> second = rows(30_000, 80);
    List<Row> third = rows(10_000, 200);
    write("a/1.jsonl", first);
    write("a/2.jsonl", second);
    write("b/1.jsonl", third);
    List<Row> read =
        TimeModel.meeting(
            List.of(
                TimeModel.source(List.of(third), DISORDER),
                TimeModel.source(List.of(first, second), DISORDER)));
    List<String> once = once(read);
    Map<String, String> newest = newest(read);
    assertThat(read).as("seed %d", seed).anyMatch(Row::isBehind);
    assertThat(once).as("seed %d", seed).hasSizeLessThan(read.size());

    try (GraphRun graph = new GraphRun(4)) {
      for (int parallelism = 1; parallelism <= 4; parallelism++) {
        for (int run = 0; run < RUNS; run++) {
          check(graph.run(spec(), List.of("once", "newest"), parallelism), once, newest);
        }
      }
      check(graph.runFailing(spec(), List.of("once", "newest"), 2, 60), once, newest);
    }
  }

  private void check(
      Map<String, List<Object[]>> results, List<String> once, Map<String, String> newest) {
    assertThat(results.getOrDefault("once", List.of()).stream().map(DeduplicatedRunsTest::text))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(once);
    Map<String, String> last = new TreeMap<>();
    results.getOrDefault("newest", List.of()).forEach(row -> last.put((String) row[0], text(row)));
    assertThat(last).as("seed %d", seed).isEqualTo(newest);
  }

  private static String text(Object[] row) {
    return row[0] + " " + row[1];
  }

  /** The first rows: those on time by their time, late ones at once unless one near is known. */
  private static List<String> once(List<Row> read) {
    List<Row> waiting = new ArrayList<>();
    List<Row> passed = new ArrayList<>();
    for (Row row : read) {
      if (!row.isBehind()) {
        waiting.add(row);
        continue;
      }
      pass(waiting, passed, row.watermark);
      boolean known =
          passed.stream()
              .filter(before -> before.key.equals(row.key))
              .max(Comparator.comparingLong(before -> before.time))
              .filter(before -> before.time + WITHIN > row.watermark)
              .filter(before -> Math.abs(before.time - row.time) < WITHIN)
              .isPresent();
      if (!known) {
        passed.add(row);
      }
    }
    pass(waiting, passed, Long.MAX_VALUE);
    return passed.stream().map(row -> row.key + " " + row.id).collect(Collectors.toList());
  }

  private static void pass(List<Row> waiting, List<Row> passed, long watermark) {
    waiting.sort(Comparator.comparingLong(row -> row.time));
    while (!waiting.isEmpty() && waiting.get(0).time <= watermark) {
      Row row = waiting.remove(0);
      boolean again =
          passed.stream()
              .anyMatch(
                  before ->
                      before.key.equals(row.key) && Math.abs(before.time - row.time) < WITHIN);
      if (!again) {
        passed.add(row);
      }
    }
  }

  /** By key the row with the greatest time that is not late by the while; of equals the last. */
  private static Map<String, String> newest(List<Row> read) {
    Map<String, Row> newest = new TreeMap<>();
    for (Row row : read) {
      Row before = newest.get(row.key);
      boolean tooLate = row.isBehind() && row.time + WITHIN <= row.watermark;
      boolean known = before != null && !(row.isBehind() && before.time + WITHIN <= row.watermark);
      if (known ? requireNonNull(before).time <= row.time : !tooLate) {
        newest.put(row.key, row);
      }
    }
    Map<String, String> texts = new TreeMap<>();
    newest.forEach((key, row) -> texts.put(key, key + " " + row.id));
    return texts;
  }

  private List<Row> rows(long start, int count) {
    List<Row> rows = new ArrayList<>();
    long now = START + start;
    for (int i = 0; i < count; i++) {
      now += random.nextInt(2_000);
      long back = random.nextInt(8) == 0 ? 60_000 : 4_000;
      rows.add(new Row("k" + random.nextInt(6), now - random.nextInt((int) back), ids++));
    }
    return rows;
  }

  private void write(String name, List<Row> rows) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        rows.stream()
            .map(
                row ->
                    String.format(
                        "{\"k\":\"%s\",\"id\":%d,\"at\":\"%s\"}",
                        row.key, row.id, Instant.ofEpochMilli(row.time)))
            .collect(Collectors.toList()));
  }

  private String spec() {
    return String.join(
        "\n",
        "apiVersion: drey/v1",
        "name: deduplicated",
        "types:",
        "  T: {k: STRING NOT NULL, id: INT NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}",
        "sources:",
        source("a"),
        source("b"),
        "streams:",
        "  in: {union: [b, a]}",
        "  once: {from: in, deduplicate: {by: [k], within: 20s}}",
        "  newest: {from: in, deduplicate: {by: [k], keep: last, within: 20s}}",
        "sinks:",
        "  o: {from: once, discard: {}}",
        "  n: {from: newest, discard: {}}",
        "");
  }

  private String source(String name) {
    return "  "
        + name
        + ":\n    file: {path: "
        + folder.resolve(name)
        + "}\n    type: T\n"
        + "    eventTime: {field: at, watermark: {maxOutOfOrderness: 5s}}";
  }
}
