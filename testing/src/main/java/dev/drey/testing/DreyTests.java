// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Spec tests as JUnit tests:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> specs() {
 *   return DreyTests.in(Path.of("pipelines"));
 * }
 * }</pre>
 */
public final class DreyTests {
  private DreyTests() {}

  /** A container for each file of tests below the folder, with a test for each of its tests. */
  public static Stream<DynamicNode> in(Path folder) {
    SpecTests runner = new SpecTests(Catalog.load(Thread.currentThread().getContextClassLoader()));
    try (Stream<Path> files = Files.walk(folder)) {
      List<DynamicNode> nodes =
          files
              .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
              .sorted()
              .map(file -> SourceFile.of(file.toString(), text(file)))
              .filter(DreyTests::holdsTests)
              .map(source -> container(runner, source))
              .collect(Collectors.toList());
      return nodes.stream();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
  }

  private static boolean holdsTests(SourceFile source) {
    return TestFiles.holdsTests(source.text())
        && ("\n" + source.text()).contains("\napiVersion: drey/");
  }

  private static DynamicNode container(SpecTests runner, SourceFile source) {
    Path file = Path.of(source.name());
    Path folder = file.toAbsolutePath().getParent();
    SpecTestReport report = runner.run(source, folder == null ? file : folder, name -> true);
    Stream<DynamicTest> tests =
        report.problems().isEmpty()
            ? report.results().stream()
                .map(
                    result ->
                        DynamicTest.dynamicTest(result.name(), () -> check(result.problems())))
            : Stream.of(DynamicTest.dynamicTest("can be run", () -> check(report.problems())));
    return DynamicContainer.dynamicContainer(source.name(), file.toUri(), tests);
  }

  private static void check(List<Diagnostic> problems) {
    if (!problems.isEmpty()) {
      throw new AssertionError("\n" + DiagnosticRenderer.text(false).render(problems));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
