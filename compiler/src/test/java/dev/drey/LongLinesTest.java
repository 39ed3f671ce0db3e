// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs as large as a spec may be, in one line or in a chain of streams: none takes long. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongLinesTest {
  private static final int LONG = 250_000;
  private static final String HEAD =
      "apiVersion: drey/v1\nname: long\nsources:\n"
          + "  items: {file: {path: items.jsonl}, type: {a: INT, b: STRING}}\n";
  private static final String TAIL = "sinks:\n  out: {from: LAST, print: {}}\n";

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(LongLinesTest.class.getClassLoader()));

  private CompileResult compile(String text) {
    CompileResult result =
        compiler.compile(SourceFile.of("long.yaml", text), CompilerOptions.builder().build());
    assertThat(result.diagnostics())
        .extracting(found -> found.code().id())
        .doesNotContain("DR0901");
    assertThat(DiagnosticRenderer.text(false).render(result.diagnostics()).length())
        .isLessThan(LONG);
    return result;
  }

  private static String with(String steps) {
    return HEAD + "streams:\n  some: {from: items, " + steps + "}\n" + TAIL.replace("LAST", "some");
  }

  private static String repeated(String piece) {
    return piece.repeat(LONG / piece.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "a: ", "'", "\"", "a, ", "- ", "{", "'a' ", "\\", " #", "? ", "*a ", "\t"})
  void aLineOfOnePiece(String piece) {
    assertThat(compile(repeated(piece)).hasErrors()).isTrue();
    assertThat(compile("a: '" + repeated(piece)).hasErrors()).isTrue();
    assertThat(compile("a: " + repeated(piece) + "\n").hasErrors()).isTrue();
    assertThat(compile(repeated(piece) + ": 1\n" + HEAD).hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "a + ",
        "a = 1 || ",
        "a::INT && ",
        "NVL(",
        "q",
        "'q' ",
        "a <> 1 AND ",
        "NOT "
      })
  void anExpressionOfOnePiece(String piece) {
    assertThat(compile(with("where: \"" + repeated(piece) + "a\"")).hasErrors()).isTrue();
    assertThat(compile(with("select: {x: \"" + repeated(piece) + "\"}")).hasErrors()).isTrue();
    String shorter = piece.repeat(9_000 / piece.length());
    assertThat(compile(with("where: \"" + shorter + "a\"")).hasErrors()).isTrue();
  }

  private static String chain(int conditions) {
    return IntStream.range(0, conditions).mapToObj(i -> "a <> " + i).collect(joining(" AND "));
  }

  /** Whatever stack the caller has, as long as the operators are no more than may be. */
  @Test
  void chainsOfThousandsOfConditions() throws Exception {
    String grouped =
        "keyBy: [b], window: {tumbling: 1m, time: processing}, aggregate: {n: \"COUNT(*) FILTER"
            + " (WHERE "
            + chain(7_000)
            + ")\"}";
    for (String steps : List.of("where: \"" + chain(7_000) + "\"", grouped)) {
      List<CompileResult> results = new ArrayList<>();
      Thread small = new Thread(null, () -> results.add(compile(with(steps))), "small", 200_000);
      small.start();
      small.join();
      assertThat(results).hasSize(1);
      assertThat(results.get(0).plan()).as(results.get(0).diagnostics().toString()).isPresent();
    }
    assertThat(compile(with("where: \"" + chain(8_000) + "\"")).diagnostics())
        .extracting(each -> each.code().id())
        .containsExactly("DR0362");
  }

  @Test
  void whatIsNestedTooDeeplyIsToldAtItsPlace() {
    for (String piece : List.of("NOT ", "- ", "(", "ABS(", "a + (", "CASE WHEN ")) {
      for (String key : List.of("where: \"", "window: {tumbling: 1m}, aggregate: {n: \"")) {
        String end = key.endsWith("n: \"") ? "a\"}" : "a\"";
        assertThat(compile(with(key + piece.repeat(3_000) + end)).hasErrors()).isTrue();
        assertThat(compile(with(key + piece.repeat(500) + end)).hasErrors()).isTrue();
      }
    }
  }

  @Test
  void longValuesOfOptions() {
    String piece = "eu CASE WHEN x THEN ";
    for (String option : List.of("stream: s, region: ", "region: eu-central-1, stream: ")) {
      String sink = "sinks:\n  out: {from: items, kinesis: {" + option;
      assertThat(compile(HEAD + sink + piece.repeat(1_000) + "}}\n").hasErrors()).isTrue();
      assertThat(compile(HEAD + sink + repeated("eu-") + "}}\n").hasErrors()).isTrue();
      assertThat(compile(HEAD + sink + "'" + repeated(" a:b") + "'}}\n").hasErrors()).isTrue();
    }
    String wide = "[" + "a, ".repeat(4_000) + "a]";
    assertThat(compile(with("where: " + wide)).hasErrors()).isTrue();
    assertThat(compile(with("select: {x: " + wide + "}")).hasErrors()).isTrue();
    assertThat(compile(with("union: '" + "a, ".repeat(4_000) + "a'")).hasErrors()).isTrue();
  }

  @Test
  void namesAndTypesOfMillions() {
    assertThat(compile(HEAD + TAIL.replace("LAST", repeated("s"))).hasErrors()).isTrue();
    assertThat(compile(with(repeated("k") + ": 1")).hasErrors()).isTrue();
    assertThat(compile(HEAD.replace("a: INT", "a: " + repeated("ARRAY<")) + TAIL).hasErrors())
        .isTrue();
    assertThat(compile(with("window: {tumbling: " + repeated("1 m ") + "}")).hasErrors()).isTrue();
  }

  @Test
  void aThousandKeysTwice() {
    String spec = HEAD.replace("a: INT,", "a: INT, ".repeat(9_000)) + TAIL.replace("LAST", "items");
    List<Diagnostic> found = compile(spec).diagnostics();
    assertThat(found).extracting(each -> each.code().id()).contains("DR0103", "DR0114");
  }

  /** Places are counted in code points by the parser, and in UTF-16 units by us. */
  @Test
  void thousandsOfKeysBehindAnEmoji() {
    String labels = IntStream.range(0, 9_000).mapToObj(i -> "  k" + i + ": v\n").collect(joining());
    String spec =
        "# \uD83D\uDE00 " + "x".repeat(700_000) + "\n" + HEAD + TAIL.replace("LAST", "items");
    assertThat(compile(spec + "labels:\n" + labels).plan()).isPresent();
  }

  @Test
  void chainsOfStreams() {
    String streams =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i -> "  s" + i + ": {from: s" + (i - 1) + ", where: a <> " + i + "}\n")
            .collect(joining())
            .replace("from: s0,", "from: items,");
    String spec = HEAD + "streams:\n" + streams + TAIL.replace("LAST", "s2000");
    assertThat(compile(spec).plan()).isPresent();
  }

  @Test
  void chainsOfStreamsWrittenFromTheirEnd() {
    String streams =
        IntStream.rangeClosed(1, 1_000)
            .map(i -> 1_001 - i)
            .mapToObj(i -> "  s" + i + ": {from: s" + (i - 1) + ", select: {a: a + " + i + "}}\n")
            .collect(joining())
            .replace("from: s0,", "from: items,");
    String spec = HEAD + "streams:\n" + streams + TAIL.replace("LAST", "s1000");
    assertThat(compile(spec).plan()).isPresent();
  }
}
