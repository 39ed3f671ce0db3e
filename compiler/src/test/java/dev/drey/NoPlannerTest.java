// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What of a class path without Flink, or without its planner, becomes of a spec with a query. */
class NoPlannerTest {
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: example",
          "sources: {trades: {file: {path: trades}, type: {symbol: STRING NOT NULL}}}",
          "streams: {result: {sql: SELECT symbol FROM trades}}",
          "sinks: {out: {from: result, print: {}}}",
          "");

  @Test
  void aQueryIsReportedWhereThereIsNoPlanner() throws Exception {
    assertThat(messages(SPEC, jar -> jar.contains("planner-loader")))
        .containsExactly(
            "DR0724 a query needs Flink's planner, and there is none: Flink finds no planner");
  }

  @Test
  void soItIsWhereThereAreNoTables() throws Exception {
    assertThat(messages(SPEC, jar -> jar.contains("/flink-table-")))
        .singleElement()
        .asString()
        .startsWith("DR0724 a query needs Flink's planner, and there is none: ");
  }

  @Test
  void aSpecWithoutAQueryNeedsNone() throws Exception {
    assertThat(
            messages(
                SPEC.replace("sql: SELECT symbol FROM trades", "from: trades"),
                jar -> jar.contains("/flink-table-")))
        .isEmpty();
  }

  /** What a compiler says, one message each, whose class path has none of these JARs. */
  private static List<String> messages(String spec, Predicate<String> absent) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!absent.test(entry)) {
        path.add(new File(entry).toURI().toURL());
      }
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Object found =
          loader
              .loadClass(SpecMessages.class.getName())
              .getMethod("of", String.class)
              .invoke(null, spec);
      return List.of((String[]) found);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
