// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators of plug-ins, {@code tally} and {@code repeat} of the kit, in tests of a spec. */
class ProcessTest {
  private static final String SPEC = "process.yaml";

  /** 2 x 3 + 2 x 4 = 14; b's is another key, for its shop begins with another letter. */
  @Test
  void goesByKeyWithWhatStandsAroundIt() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    tx:",
            "      - {card: a, shop: xo, amount: 3, ts: 2026-01-01T00:00:05Z}",
            "      - {card: a, shop: xi, amount: 4, ts: 2026-01-01T00:00:01Z}",
            "      - {card: a, shop: xo, amount: 0, ts: 2026-01-01T00:00:02Z}",
            "      - {card: a, shop: y, amount: 5, ts: 2026-01-01T00:00:20Z}",
            "      - {card: a, amount: null, ts: 2026-01-01T00:00:20Z}",
            "- expect:",
            "    doubled:",
            "      inOrder: true",
            "      rows:",
            "        - {card: a, initial: x, total: 6, n: 1}",
            "        - {card: a, initial: x, total: 14, n: 2}",
            "        - {card: a, initial: y, total: 10, n: 1}",
            "- expect: {quiet_shops: []}");

    assertThat(test.messages()).isEmpty();
  }

  /** The timer was set by the last row that came, at second 1: rows are told of at 61 s. */
  @Test
  void isCalledByTheWatermarkAlsoBehindARestart() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    tx:",
            "      - {card: a, shop: xo, amount: 3, ts: 2026-01-01T00:00:05Z}",
            "      - {card: b, shop: xo, amount: 3, ts: 2026-01-01T00:00:30Z}",
            "      - {card: a, shop: xi, amount: 4, ts: 2026-01-01T00:00:10Z}",
            "      - {card: a, shop: xo, amount: 5, ts: 2026-01-01T00:00:07Z}",
            "- restart: {parallelism: 3}",
            "- watermark: 2026-01-01T00:01:06.999Z",
            "- expect: {quiet_shops: []}",
            "- watermark: 2026-01-01T00:01:07Z",
            "- expect:",
            "    quiet_shops:",
            "      - {card: a, initial: x, part: xo, n: 2}",
            "      - {card: a, initial: x, part: xi, n: 1}",
            "- restart: {parallelism: 2}",
            "- send: {tx: [{card: a, shop: xo, amount: 1, ts: 2026-01-01T00:01:20Z}]}",
            "- expect: {doubled: [{card: a, total: 6}, {total: 6}, {total: 14}, {total: 24},"
                + " {card: a, total: 2, n: 1}]}",
            "- watermark: 2026-01-01T00:03:00Z",
            "- expect: {quiet_shops: [{card: b, part: xo, n: 1}, {card: a, part: xo, n: 1}]}",
            "- expect:",
            "    by_minute:",
            "      - {part: xo, told: 3, window_start: 2026-01-01T00:01:00Z}",
            "      - {part: xi, told: 1, window_start: 2026-01-01T00:01:00Z}",
            "      - {part: xo, told: 1, window_start: 2026-01-01T00:02:00Z}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void isCalledByTheClock() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- processingTime: 2026-01-01T00:00:00Z",
            "- send:",
            "    tx: [{card: a, amount: 3, ts: 2026-01-01T00:00:05Z}]",
            "    clicks: [{user: u, n: 1}, {user: u, n: 2}]",
            "- restart: {parallelism: 3}",
            "- expect:",
            "    untimed: [{user: u, n: 1, total: 1.0}, {user: u, n: 2, total: 3.0}]",
            "    told_by_clock: []",
            "- processingTime: 2026-01-01T00:00:10Z",
            "- expect: {told_by_clock: [{card: a, part: null, n: 1}], done: [{user: u, n: 2}]}",
            "- send: {clicks: [{user: u, n: 5}]}",
            "- expect: {untimed: [{user: u, n: 1, total: 5.0}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void needsNoKeyWhereItKeepsNothing() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    tx:",
            "      - {card: a, amount: 2, ts: 2026-01-01T00:00:05Z}",
            "      - {card: b, amount: 0, ts: 2026-01-01T00:00:05Z}",
            "- expect:",
            "    copies: [{card: a, copy: 0}, {card: a, copy: 1}]",
            "    all: [{card: a, copy: 0}, {card: a, copy: 0}, {card: b, copy: 0}]",
            "    nothing: []");

    assertThat(test.messages()).isEmpty();
  }

  @TempDir Path folder;

  private List<String> problems(String process) throws IOException {
    Files.writeString(
        folder.resolve("spec.yaml"),
        "apiVersion: drey/v1\n"
            + "name: faults\n"
            + "sources:\n"
            + "  tx: {file: {path: tx}, type: {card: STRING NOT NULL, amount: INT}}\n"
            + "streams:\n"
            + "  sums: {from: tx, keyBy: [card], process: "
            + process
            + "}\n"
            + "sinks:\n"
            + "  out: {from: sums, print: {}}\n");
    String test =
        "apiVersion: drey/v1\n"
            + "pipeline: spec.yaml\n"
            + "tests:\n"
            + "  - name: fault\n"
            + "    steps:\n"
            + "      - send: {tx: [{card: a, amount: 0}]}\n"
            + "      - expect: {sums: []}\n";
    SpecTestReport report =
        new SpecTests(Catalog.load(ProcessTest.class.getClassLoader()))
            .run(SourceFile.of("test.yaml", test), folder, name -> true);
    List<Diagnostic> problems = new ArrayList<>(report.problems());
    report.results().forEach(result -> problems.addAll(result.problems()));
    return problems.stream().map(Diagnostic::message).collect(Collectors.toList());
  }

  /** Who failed is told: the stream, the operator, the class. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "open | IllegalStateException: as it was told to",
        "row | IllegalStateException: as it was told to",
        "type | IllegalStateException: n is a java.lang.String, where its type is BIGINT NOT NULL",
        "output | IllegalArgumentException: its layout declares no output `other`",
        "clock | IllegalStateException: its layout declares no timers by event time",
      })
  void isBlamedForWhatItDoes(String fault, String words) throws IOException {
    assertThat(problems("{tally: {sum: amount, fault: " + fault + "}}"))
        .singleElement()
        .asString()
        .contains("stream `sums`: tally of dev.drey.testkit.TallyProcess: ")
        .contains(words);
  }

  /** A row that was sent on is not its own: what became of it is told, whoever caught that. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "keeps", "wraps"})
  void isNotAskedForWhatFailsBehindIt(String fault) throws IOException {
    assertThat(
            problems(
                "{tally: {sum: amount, fault: "
                    + fault
                    + "}}, select: {card: , n: , x: 'CAST(card AS INT)'}"))
        .singleElement()
        .asString()
        .contains("CAST")
        .doesNotContain("tally of");
  }
}
