// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.testkit.DiagnosticPage;
import dev.drey.testkit.SpecCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every code has a page, and what the page shows is true: its wrong spec gives the code, its right
 * spec does not. Pages whose example is no pipeline (a launch, a test of a spec) are only read.
 */
class DiagnosticPagesTest {
  private static final Path FOLDER = Paths.get("../docs/reference/diagnostics");

  private final Catalog catalog = Catalog.load(DiagnosticPagesTest.class.getClassLoader());
  private final SpecCompiler compiler = new TestedCompiler(catalog);
  private final DiagnosticCodes codes = DiagnosticCodes.with(catalog.diagnostics());

  @TestFactory
  Stream<DynamicTest> saysWhatHappens() {
    return codes.all().stream()
        .map(
            code ->
                DynamicTest.dynamicTest(code.id(), () -> DiagnosticPage.of(code).check(compiler)));
  }

  /** What a file beside the spec says otherwise than the spec: a page has none beside it. */
  private static final Set<String> OF_FILES = Set.of("DR0371", "DR0372");

  /** What a plug-in does wrong, whatever the spec says. */
  private static final Set<String> OF_PLUGINS = Set.of("DR0379");

  @Test
  void compilerStagesShowPipelines() {
    List<String> without =
        codes.all().stream()
            .filter(code -> code.id().startsWith("DR02") || "DR0300".compareTo(code.id()) < 0)
            .filter(code -> "DR0700".compareTo(code.id()) > 0)
            .filter(code -> DiagnosticPage.of(code).wrong().isEmpty())
            .map(DiagnosticCode::id)
            .filter(code -> !OF_FILES.contains(code) && !OF_PLUGINS.contains(code))
            .collect(Collectors.toList());
    assertThat(without).isEmpty();
  }

  @Test
  void everyPageIsOfACode() throws IOException {
    try (Stream<Path> pages = Files.list(FOLDER)) {
      assertThat(pages.map(page -> String.valueOf(page.getFileName())))
          .allSatisfy(name -> assertThat(codes.find(name.replaceFirst("\\.md$", ""))).isPresent());
    }
  }

  @Test
  void pagesAreOnTheClassPath() {
    for (DiagnosticCode code : codes.all()) {
      assertThat(code.page()).isEqualTo(read(code.id()));
    }
  }

  private static String read(String id) {
    try {
      return Files.readString(FOLDER.resolve(id + ".md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
