// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.testkit.BrokenSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the broken specs say is word for word what {@code rendered/CODE.txt} has: a message, label
 * or help that changes is seen in a review. {@code -Ddrey.update=true} writes the files, and still
 * fails that run: the difference is to be read before it is committed.
 */
class RenderedDiagnosticsTest {
  private static final Path RENDERED = Paths.get("src/test/resources/rendered");

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(RenderedDiagnosticsTest.class.getClassLoader()));
  private final DiagnosticRenderer renderer = DiagnosticRenderer.text(false);

  @TestFactory
  Stream<DynamicTest> everyWordIsAsItWas() throws IOException {
    Map<String, String> now = rendered();
    Set<String> codes = new TreeSet<>(now.keySet());
    for (Path file : files()) {
      codes.add(String.valueOf(file.getFileName()).replaceFirst("\\.txt$", ""));
    }
    return codes.stream()
        .map(
            code ->
                DynamicTest.dynamicTest(
                    code,
                    () -> check(RENDERED.resolve(code + ".txt"), now.getOrDefault(code, ""))));
  }

  /** By code: its diagnostics in all the specs, spec by spec. */
  private Map<String, String> rendered() throws IOException {
    Map<String, String> byCode = new TreeMap<>();
    for (Path spec : AllBrokenSpecs.paths()) {
      for (Diagnostic diagnostic :
          new TestedCompiler(compiler).result(BrokenSpec.read(spec)).diagnostics()) {
        byCode.merge(
            diagnostic.code().id(), renderer.render(List.of(diagnostic)) + "\n", String::concat);
      }
    }
    return byCode;
  }

  private static void check(Path golden, String now) throws IOException {
    String known = Files.exists(golden) ? Files.readString(golden) : "";
    if (Boolean.getBoolean("drey.update") && !known.equals(now)) {
      if (now.isEmpty()) {
        Files.delete(golden);
      } else {
        Files.createDirectories(RENDERED);
        Files.writeString(golden, now);
      }
      fail("wrote " + golden + "; read it, then run again without drey.update");
    }
    assertThat(now).as("-Ddrey.update=true writes " + golden).isEqualTo(known);
  }

  private static List<Path> files() throws IOException {
    if (!Files.exists(RENDERED)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(RENDERED)) {
      return files.sorted().collect(Collectors.toList());
    }
  }
}
