// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faults of a file of tests that have nothing to do with each other are found together. */
class IndependentFaultsTest {
  private static final int RUNS = Integer.getInteger("drey.runs", 100);

  private static final String GOOD =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "pipeline: pipeline.yaml",
          "params: {limit: 100}",
          "tests:",
          "  - name: orders by minutes",
          "    steps:",
          "      - send: {orders: [{id: a, amount: 250.00, ts: 2026-01-01T00:00:10Z}]}",
          "      - expect: {large: [{id: a}]}",
          "      - watermark: 2026-01-01T00:02:00Z",
          "      - expect: {per_minute: [{n: 1}]}",
          "  - name: clicks by seconds",
          "    steps:",
          "      - send: {clicks: [{id: b, page: /home}]}",
          "      - processingTime: 2026-01-01T00:00:20Z",
          "      - expect: {per_second: [{page: /home, n: 1}]}",
          "");

  /** Text of the good file, what stands there instead, and what is found of it. */
  private static final List<List<String>> FAULTS =
      List.of(
          List.of("limit: 100", "limit: much", "DR0704 much"),
          List.of("clicks by seconds", "orders by minutes", "DR0812 orders by minutes"),
          List.of("send: {orders", "sendd: {orders", "DR0201 sendd"),
          List.of("large: [", "larg: [", "DR0802 larg"),
          List.of("watermark: 2026", "watermark: on 2026", "DR0207 on 2026-01-01T00:02:00Z"),
          List.of("watermark: 2026", "watermrk: 2026", "DR0201 watermrk"),
          List.of("[{n: 1}]", "[{m: 1}]", "DR0803 m"),
          List.of("[{n: 1}]", "[{n: one}]", "DR0804 one"),
          List.of("[{id: b, page", "[{id: b, pag", "DR0803 pag"),
          List.of(
              "processingTime: 2026", "processingTime: at 2026", "DR0207 at 2026-01-01T00:00:20Z"),
          List.of("page: /home, n: 1", "page: [], n: 1", "DR0804 []"),
          List.of("page: /home, n: 1", "pge: /home, n: 1", "DR0803 pge"));

  private final SpecTests runner =
      new SpecTests(Catalog.load(IndependentFaultsTest.class.getClassLoader()));

  @Test
  void theGoodFilePasses() {
    assertThat(found(GOOD)).isEmpty();
  }

  @Test
  void anyFew() {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("seed " + seed + ": rerun with -Ddrey.seed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      Map<String, List<String>> few = new LinkedHashMap<>();
      for (int i = 2 + random.nextInt(4); i > 0; i--) {
        List<String> fault = FAULTS.get(random.nextInt(FAULTS.size()));
        few.putIfAbsent(fault.get(0), fault);
      }
      check(few);
    }
  }

  @Test
  void oneOfEveryPlaceAtOnce() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    FAULTS.forEach(fault -> all.putIfAbsent(fault.get(0), fault));
    check(all);
  }

  private void check(Map<String, List<String>> faults) {
    String text = GOOD;
    for (List<String> fault : faults.values()) {
      text = text.replace(fault.get(0), fault.get(1));
    }
    List<String> expected = new ArrayList<>();
    faults.values().forEach(fault -> expected.add(fault.get(2)));
    assertThat(found(text)).as(text).containsExactlyInAnyOrderElementsOf(expected);
  }

  private List<String> found(String text) {
    SpecTestReport report =
        runner.run(
            SourceFile.of("faults.yaml", text), Path.of("src/test/resources/spec"), name -> true);
    List<Diagnostic> problems = new ArrayList<>(report.problems());
    report.results().forEach(result -> problems.addAll(result.problems()));
    List<String> found = new ArrayList<>();
    problems.forEach(problem -> found.add(problem.code().id() + " " + problem.span().text()));
    return found;
  }
}
