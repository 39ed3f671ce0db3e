package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every spec below {@code broken/} gives exactly the diagnostics that it expects. */
class BrokenSpecsTest {
  private static final Path FOLDER = Paths.get("src/test/resources/broken");

  private final Catalog catalog = Catalog.load(BrokenSpecsTest.class.getClassLoader());
  private final PipelineCompiler compiler = new PipelineCompiler(catalog);

  @TestFactory
  Stream<DynamicTest> givesWhatItExpects() throws IOException {
    return specs().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    FOLDER.relativize(path).toString(), path.toUri(), () -> check(path)));
  }

  private void check(Path path) throws IOException {
    BrokenSpec spec = BrokenSpec.read(path);
    assertThat(spec.expected()).as("a broken spec expects something").isNotEmpty();
    CompileResult result = spec.compile(compiler);
    assertThat(BrokenSpec.reported(result))
        .as(BrokenSpec.listing(result))
        .isEqualTo(spec.expected());
    for (Diagnostic diagnostic : result.diagnostics()) {
      assertThat(diagnostic.message()).as("a sentence without full stop").doesNotEndWith(".");
      assertThat(diagnostic.help()).as("what to write: " + diagnostic).isNotEmpty();
      Span span = diagnostic.span();
      assertThat(span.end()).isLessThanOrEqualTo(span.file().text().length());
    }
  }

  @Test
  void everyCodeOfTheCompilerHasOne() throws IOException {
    Set<String> covered = new TreeSet<>();
    for (Path path : specs()) {
      BrokenSpec.read(path).expected().forEach(line -> covered.add(line.replaceFirst(".* ", "")));
    }
    assertThat(covered)
        .containsAll(
            DiagnosticCodes.with(catalog.diagnostics()).all().stream()
                .map(DiagnosticCode::id)
                .filter(id -> id.compareTo("DR0750") < 0) // Then: launching, and tests.
                .collect(Collectors.toList()));
  }

  private static List<Path> specs() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(path -> path.toString().endsWith(".yaml"))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
