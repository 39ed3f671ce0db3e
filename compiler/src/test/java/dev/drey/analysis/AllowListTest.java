// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.AllBrokenSpecs;
import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.diagnostic.code.Severity;
import dev.drey.source.SourceFile;
import dev.drey.yaml.TreePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AllowListTest {
  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(AllowListTest.class.getClassLoader()));

  /** The codes reported for a spec whose source `b` is unread and whose stream keeps no row. */
  private List<String> codes(String... allows) {
    String text =
        String.join(
                "\n",
                "apiVersion: drey/v1",
                "name: test",
                "sources:",
                "  a: {file: {path: a}, type: {x: INT}}",
                "  b: {file: {path: b}, type: {x: INT}}",
                "streams:",
                "  none: {from: a, where: 1 > 2}",
                "sinks:",
                "  out: {from: none, print: {}}",
                "allow:")
            + "\n"
            + String.join("\n", allows)
            + "\n";
    CompileResult result =
        compiler.compile(SourceFile.of("test.yaml", text), CompilerOptions.builder().build());
    return result.diagnostics().stream().map(d -> d.code().id()).collect(Collectors.toList());
  }

  @Test
  void suppressesACodeAtAPathAndBelow() {
    assertThat(
            codes(
                "  - {code: DR0341, at: sources.b, reason: Later}",
                "  - {code: DR0347, at: streams.none, reason: On purpose}"))
        .isEmpty();
  }

  @Test
  void takesThePathOfOneKey() {
    assertThat(codes("  - {code: DR0347, at: streams.none.where, reason: On purpose}"))
        .containsExactly("DR0341");
  }

  @Test
  void aPathIsNoPrefixOfLetters() {
    assertThat(codes("  - {code: DR0347, at: streams.no, reason: Not this one}"))
        .containsExactly("DR0341", "DR0347", "DR0352");
  }

  @Test
  void aWholeSectionCanBeAllowed() {
    assertThat(codes("  - {code: DR0341, at: sources, reason: A context}"))
        .containsExactly("DR0347");
  }

  /** Whatever warning a spec of the fixtures gives, it can be allowed where it stands and above. */
  @TestFactory
  Stream<DynamicTest> everyWarningCanBeAllowedAtItsPathAndAbove() throws IOException {
    return AllBrokenSpecs.paths().stream()
        .filter(path -> warnings(text(path)).size() > 0)
        .map(path -> DynamicTest.dynamicTest(path.toString(), () -> allowEach(text(path))));
  }

  private static String text(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The warnings of a spec that has nothing else, and no list of its own. */
  private List<Diagnostic> warnings(String text) {
    List<Diagnostic> found = compile(text).diagnostics();
    boolean open = found.stream().allMatch(d -> d.severity() == Severity.WARNING);
    return open && !text.contains("allow:") ? found : List.of();
  }

  private CompileResult compile(String text) {
    return compiler.compile(SourceFile.of("test.yaml", text), CompilerOptions.builder().build());
  }

  private void allowEach(String text) {
    for (Diagnostic warning : warnings(text)) {
      Set<String> paths = TreePaths.at(compile(text).tree().orElseThrow(), warning.span());
      assertThat(paths).as(warning.toString()).isNotEmpty();
      for (String path : paths) {
        for (String above = path; !above.isEmpty(); above = parent(above)) {
          String allowing =
              text
                  + "\nallow:\n  - {code: "
                  + warning.code().id()
                  + ", at: \""
                  + above
                  + "\", reason: Tried}\n";
          assertThat(compile(allowing).diagnostics())
              .as(above)
              .noneMatch(
                  d -> d.span().start() == warning.span().start() && d.code() == warning.code())
              .noneMatch(d -> d.code() == TypeCodes.ALLOW_UNUSED);
        }
      }
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }
}
