// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.analysis.DeclaredName;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an editor needs is there of a spec with errors too: the tree, the names, the types. */
class EditorResultTest {
  private static final String TEXT =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: test",
          "sources:",
          "  a:",
          "    file: {path: a}",
          "    type: {x: INT, s: STRING}",
          "    onError: {to: bad}",
          "streams:",
          "  plus: {from: a, add: {y: x + 1}}",
          "  wrong: {from: plus, where: z > 1, add: {u: nosuch}}",
          "  behind: {from: wrong, select: {y: , u: }}",
          "  parts: {from: plus, route: {big: x > 9, rest: otherwise}}",
          "  keyed: {from: big, selct: {x: }}",
          "sinks:",
          "  out: {from: [behind, keyed, rest, bad], print: {}}",
          "");

  private final CompileResult result =
      new PipelineCompiler(Catalog.load(EditorResultTest.class.getClassLoader()))
          .compile(SourceFile.of("test.yaml", TEXT), CompilerOptions.builder().build());

  @Test
  void hasTheTree() {
    assertThat(result.hasErrors()).isTrue();
    assertThat(result.spec()).isEmpty();
    assertThat(result.tree()).isPresent();
    assertThat(result.tree().get().span().text()).contains("selct");
  }

  @Test
  void hasTheNamesWithTheirPlacesAndUses() {
    assertThat(
            result.names().stream()
                .map(name -> name.kind() + " " + name.name())
                .collect(Collectors.toList()))
        .containsExactly(
            "source a",
            "bad-record stream bad",
            "stream plus",
            "stream wrong",
            "stream behind",
            "route parts",
            "branch of a route big",
            "branch of a route rest",
            "stream keyed");
    DeclaredName plus = result.names().get(2);
    assertThat(plus.place().line()).isEqualTo(9);
    assertThat(plus.uses().stream().map(Span::line).collect(Collectors.toList()))
        .isEqualTo(List.of(10, 12));
  }

  @Test
  void hasTheColumnsOfWhatCouldBeTyped() {
    assertThat(result.rowTypes().keySet())
        .containsExactlyInAnyOrder("a", "bad", "plus", "big", "rest", "keyed");
    // A misspelt key is read as the one that was meant.
    assertThat(result.rowTypes().get("keyed")).hasToString("x INT");
    assertThat(result.rowTypes().get("plus")).hasToString("x INT, s STRING, y INT");
  }
}
