// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TestCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of tests below {@code broken/} gives exactly the diagnostics that it expects. */
class BrokenTestFilesTest {
  private static final Set<String> NEEDS_A_RUN =
      Stream.of(
              TestCodes.MISSING_ROW,
              TestCodes.UNEXPECTED_ROW,
              TestCodes.WRONG_ORDER,
              TestCodes.FAILED_RUN,
              TestCodes.UNSEEN_ROWS)
          .map(DiagnosticCode::id)
          .collect(Collectors.toSet());

  private static final Path FOLDER = Path.of("src/test/resources/broken");

  private final SpecTests runner =
      new SpecTests(Catalog.load(BrokenTestFilesTest.class.getClassLoader()));

  @TestFactory
  Stream<DynamicTest> givesWhatItExpects() throws IOException {
    return files().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    FOLDER.relativize(path).toString(), path.toUri(), () -> check(path)));
  }

  private void check(Path path) throws IOException {
    BrokenTestFile file = BrokenTestFile.read(path);
    assertThat(file.expected()).as("a broken file expects something").isNotEmpty();
    List<Diagnostic> reported = file.run(runner);
    assertThat(reported.stream().map(file::line).sorted())
        .as(reported.toString())
        .containsExactlyElementsOf(file.expected());
    assertThat(reported)
        .allSatisfy(d -> assertThat(d.message()).as("without full stop").doesNotEndWith("."));
  }

  @TestFactory
  Stream<DynamicTest> isFoundWithoutARunWhereNoneIsNeeded() throws IOException {
    return files().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    FOLDER.relativize(path).toString(), path.toUri(), () -> checkOnly(path)));
  }

  private void checkOnly(Path path) throws IOException {
    BrokenTestFile file = BrokenTestFile.read(path);
    List<String> aboutTheFile =
        file.expected().stream()
            .filter(line -> Character.isDigit(line.charAt(0)))
            .filter(line -> !NEEDS_A_RUN.contains(line.substring(line.length() - 6)))
            .collect(Collectors.toList());
    assertThat(file.check(runner).stream().map(file::line).sorted())
        .containsExactlyElementsOf(aboutTheFile);
  }

  @Test
  void everyCodeOfTestsHasOne() throws IOException {
    Set<String> covered = new TreeSet<>();
    for (Path path : files()) {
      BrokenTestFile.read(path).expected().forEach(l -> covered.add(l.replaceFirst(".* ", "")));
    }
    assertThat(covered)
        .containsAll(TestCodes.all().stream().map(DiagnosticCode::id).collect(Collectors.toList()));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(path -> path.toString().endsWith(".yaml"))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
