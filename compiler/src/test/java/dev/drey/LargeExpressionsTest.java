// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expressions as a machine writes them: they compile and run, with the optimiser and without. */
class LargeExpressionsTest {
  private final CompiledRows rows = new CompiledRows();

  private static String many(int n, String between, IntFunction<String> part) {
    return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(between));
  }

  private List<Map<String, @Nullable Object>> run(String stream, boolean optimize, int i) {
    String spec =
        "apiVersion: drey/v1\nname: t\nsources:\n"
            + "  s: {file: {path: x}, type: {k: STRING, i: INT, n: INT}}\nstreams:\n  o:\n"
            + "    from: s\n    "
            + stream
            + "\nsinks:\n  out: {from: o, print: {}}\n";
    CompileResult result = rows.compile(spec, Map.of(), optimize);
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("k", "k" + i);
    row.put("i", i);
    row.put("n", null);
    return rows.run(result.plan().orElseThrow(), List.of(row));
  }

  private @Nullable Object value(String expression, boolean optimize, int i) {
    return run("select: {x: \"" + expression + "\"}", optimize, i).get(0).get("x");
  }

  @Test
  void inListsOfThousands() {
    for (boolean optimize : List.of(true, false)) {
      String texts = "k IN (" + many(1200, ", ", n -> "'k" + n + "'") + ")";
      assertThat(value(texts, optimize, 1199)).isEqualTo(true);
      assertThat(value(texts, optimize, 1200)).isEqualTo(false);
      String numbers = "i IN (" + many(3000, ", ", n -> String.valueOf(2 * n)) + ")";
      assertThat(value(numbers, optimize, 5998)).isEqualTo(true);
      assertThat(value(numbers, optimize, 5997)).isEqualTo(false);
    }
  }

  @Test
  void mapsAndArraysOfThousands() {
    for (boolean optimize : List.of(true, false)) {
      String map = "MAP[" + many(3000, ", ", n -> "'k" + n + "', " + n) + "][k]";
      assertThat(value(map, optimize, 2999)).isEqualTo(2999);
      assertThat(value(map, optimize, 3000)).isNull();
      String array = "ARRAY[" + many(5000, ", ", n -> "i + " + n) + "][5000]";
      assertThat(value(array, optimize, 1)).isEqualTo(5000);
    }
  }

  @Test
  void choicesOfThousands() {
    for (boolean optimize : List.of(true, false)) {
      String nulls = "COALESCE(" + many(3500, ", ", n -> "n") + ", i)";
      assertThat(value(nulls, optimize, 7)).isEqualTo(7);
      String cases = "CASE i " + many(7000, " ", n -> "WHEN " + n + " THEN 'v" + n + "'") + " END";
      assertThat(value(cases, optimize, 6999)).asString().startsWith("v6999");
      assertThat(value(cases, optimize, 7000)).isNull();
    }
  }

  @Test
  void chainsOfThousands() {
    for (boolean optimize : List.of(true, false)) {
      String any = many(3000, " OR ", n -> "i = " + n + " AND k = 'k" + n + "'");
      assertThat(value(any, optimize, 2999)).isEqualTo(true);
      assertThat(value(any, optimize, 3000)).isEqualTo(false);
      String all = many(3000, " AND ", n -> "i <> " + n);
      assertThat(value(all, optimize, 2999)).isEqualTo(false);
      assertThat(value(all, optimize, 3000)).isEqualTo(true);
      String joined = many(3000, " || ", n -> n % 2 == 0 ? "k" : "'-'");
      assertThat(value(joined, optimize, 1)).isEqualTo("k1-".repeat(1500));
    }
  }

  @Test
  void rowsOfThousandsOfColumns() {
    String columns = many(2000, ", ", n -> "c" + n + ": \"i * " + n + " + 1\"");
    for (boolean optimize : List.of(true, false)) {
      Map<String, @Nullable Object> row = run("select: {" + columns + "}", optimize, 3).get(0);
      assertThat(row).hasSize(2000).containsEntry("c1999", 5998);
    }
  }

  @Test
  void whatIsLargerIsRefusedAtItsPlace() {
    String spec =
        "apiVersion: drey/v1\nname: t\nsources:\n  s: {file: {path: x}, type: {i: INT}}\n"
            + "streams:\n  o:\n    from: s\n    where: \"i IN ("
            + many(60_000, ",", String::valueOf)
            + ")\"\nsinks:\n  out: {from: o, print: {}}\n";
    assertThat(rows.compile(spec, Map.of(), true).diagnostics().get(0).toString())
        .startsWith("spec.yaml:8:")
        .contains("DR0362");
  }
}
