package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private final PipelineCompiler compiler = new PipelineCompiler(catalog);
  private final DiagnosticCodes codes = DiagnosticCodes.with(catalog.diagnostics());

  @TestFactory
  Stream<DynamicTest> saysWhatHappens() {
    return codes.all().stream().map(code -> DynamicTest.dynamicTest(code.id(), () -> check(code)));
  }

  private void check(DiagnosticCode code) throws IOException {
    String page = Files.readString(FOLDER.resolve(code.id() + ".md"));
    assertThat(page).startsWith("# " + code.id() + ": ");
    assertThat(page).contains("\n## Wrong\n", "\n## Right\n");
    pipeline(page, "Wrong")
        .ifPresent(
            spec -> {
              CompileResult result = BrokenSpec.of("wrong.yaml", spec).compile(compiler);
              assertThat(codes(result)).as(BrokenSpec.listing(result)).contains(code.id());
            });
    pipeline(page, "Right")
        .ifPresent(
            spec -> {
              CompileResult result = BrokenSpec.of("right.yaml", spec).compile(compiler);
              assertThat(codes(result)).as(BrokenSpec.listing(result)).doesNotContain(code.id());
              assertThat(result.hasErrors()).as(BrokenSpec.listing(result)).isFalse();
            });
  }

  private static List<String> codes(CompileResult result) {
    return result.diagnostics().stream()
        .map(Diagnostic::code)
        .map(DiagnosticCode::id)
        .collect(Collectors.toList());
  }

  /** The pipeline in the fenced block below a heading; empty where the block is something else. */
  private static Optional<String> pipeline(String page, String heading) {
    Matcher block = Pattern.compile("(?s)\n## " + heading + "\n.*?```yaml\n(.*?)```").matcher(page);
    boolean isBelow = block.find() && !block.group().substring(4).contains("\n## ");
    return isBelow
            && block.group(1).contains("drey/v1")
            && !Pattern.compile("(?m)^tests:").matcher(block.group(1)).find()
        ? Optional.of(block.group(1))
        : Optional.empty();
  }

  @Test
  void compilerStagesShowPipelines() {
    List<String> without =
        codes.all().stream()
            .map(DiagnosticCode::id)
            .filter(id -> id.startsWith("DR02") || "DR0300".compareTo(id) < 0)
            .filter(id -> "DR0700".compareTo(id) > 0)
            .filter(id -> pipeline(read(id), "Wrong").isEmpty())
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
