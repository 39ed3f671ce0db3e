// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TestCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages of the codes of tests are true: the wrong test gives exactly the code, the right none.
 */
class TestPagesTest {
  private static final Path PAGES = Path.of("../docs/reference/diagnostics");
  private static final Path SPEC = Path.of("src/test/resources/spec");

  private final SpecTests runner =
      new SpecTests(Catalog.load(TestPagesTest.class.getClassLoader()));

  @TestFactory
  Stream<DynamicTest> saysWhatHappens() {
    return TestCodes.all().stream()
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> check(code)));
  }

  private void check(DiagnosticCode code) throws IOException {
    String page = Files.readString(PAGES.resolve(code.id() + ".md"));
    assertThat(page).startsWith("# " + code.id() + ": " + code.title() + "\n");
    assertThat(codes(run(page, "Wrong"))).containsExactly(code.id());
    assertThat(run(page, "Right")).isEmpty();
  }

  private List<Diagnostic> run(String page, String heading) {
    Matcher block = Pattern.compile("(?s)## " + heading + "\n.*?```yaml\n(.*?)```").matcher(page);
    assertThat(block.find()).isTrue();
    SourceFile file = SourceFile.of("src/test/resources/spec/page.yaml", block.group(1));
    SpecTestReport report = runner.run(file, SPEC, name -> true);
    return Stream.concat(
            report.problems().stream(),
            report.results().stream().flatMap(result -> result.problems().stream()))
        .collect(Collectors.toList());
  }

  private static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(d -> d.code().id()).collect(Collectors.toList());
  }
}
