package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
    assertThat(codes("  - {code: DR0341, at: sources, reason: A draft}")).containsExactly("DR0347");
  }
}
