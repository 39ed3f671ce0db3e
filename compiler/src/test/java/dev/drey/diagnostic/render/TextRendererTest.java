// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TestCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {
  private static final SourceFile SPEC =
      SourceFile.of(
          "pipelines/a/pipeline.yaml",
          lines(
              "streams:",
              "  velocity:",
              "    from: transactions",
              "    keyBy: [card_id]",
              "",
              "",
              "    where: amont > 0",
              "    having: n > 1"));

  @Test
  void showsTheLineTheOtherPlaceTheHelpAndThePage() {
    Diagnostic diagnostic =
        Diagnostic.at(TestCodes.UNKNOWN_COLUMN, span(SPEC, "amont"), "unknown column `amont`")
            .label("not a column of this stream")
            .and(span(SPEC, "transactions"), "`transactions` has tx_id, amount")
            .help("did you mean `amount`?")
            .build();

    assertThat(render(diagnostic))
        .isEqualTo(
            lines(
                "error[DR0803]: unknown column `amont`",
                " --> pipelines/a/pipeline.yaml:7:12",
                "  |",
                "3 |     from: transactions",
                "  |           ------------ `transactions` has tx_id, amount",
                "7 |     where: amont > 0",
                "  |            ^^^^^ not a column of this stream",
                "  |",
                "  = help: did you mean `amount`?",
                "  = docs: drey doc DR0803"));
  }

  @Test
  void showsASingleLineBetweenTwoAndMarksALongGap() {
    Diagnostic diagnostic =
        Diagnostic.at(TestCodes.WRONG_VALUE, span(SPEC, "transactions"), "m")
            .and(span(SPEC, "streams"), "")
            .and(span(SPEC, "having"), "h")
            .build();

    assertThat(render(diagnostic))
        .isEqualTo(
            lines(
                "error[DR0804]: m",
                " --> pipelines/a/pipeline.yaml:3:11",
                "  |",
                "1 | streams:",
                "  | -------",
                "2 |   velocity:",
                "3 |     from: transactions",
                "  |           ^^^^^^^^^^^^",
                "...",
                "8 |     having: n > 1",
                "  |     ------ h",
                "  |",
                "  = docs: drey doc DR0804"));
  }

  @Test
  void alignsBelowTabsAndWideCharacters() {
    SourceFile file = SourceFile.of("a.yaml", "\tname: \"漢字é\" # x\n");

    assertThat(
            render(Diagnostic.at(TestCodes.WRONG_VALUE, span(file, "x"), "m").label("l").build()))
        .contains("1 |     name: \"漢字é\" # x\n" + "  | " + " ".repeat(20) + "^ l\n");
    assertThat(render(Diagnostic.at(TestCodes.WRONG_VALUE, span(file, "字"), "m").build()))
        .contains("\n  | " + " ".repeat(13) + "^^\n");
  }

  @Test
  void cutsALongLineAroundTheCaret() {
    String text = "k: " + "a".repeat(200) + "WRONG" + "b".repeat(200);
    SourceFile file = SourceFile.of("a.yaml", text);

    String[] shown =
        render(Diagnostic.at(TestCodes.WRONG_VALUE, span(file, "WRONG"), "m").build()).split("\n");

    assertThat(shown[3]).startsWith("1 | ...aaa").contains("aWRONGb").endsWith("bbb...");
    assertThat(shown[3].length() - 4).isLessThanOrEqualTo(120);
    assertThat(shown[4].indexOf("^^^^^")).isEqualTo(shown[3].indexOf("WRONG"));
    assertThat(shown[2]).isEqualTo("  |");
  }

  @Test
  void underlinesOnlyTheFirstLineOfALongSpan() {
    Span two = Span.of(SPEC, SPEC.text().indexOf("velocity"), SPEC.text().indexOf("keyBy"));

    assertThat(render(Diagnostic.at(TestCodes.WRONG_VALUE, two, "m").build()))
        .contains("2 |   velocity:\n  |   ^^^^^^^^^\n  |\n");
  }

  @Test
  void pointsJustBehindTheEndOfAnEmptyFile() {
    SourceFile empty = SourceFile.of("<stdin>", "");

    assertThat(render(Diagnostic.at(TestCodes.WRONG_VALUE, empty.all(), "nothing here").build()))
        .isEqualTo(
            lines(
                "error[DR0804]: nothing here",
                " --> <stdin>:1:1",
                "  |",
                "1 |",
                "  | ^",
                "  |",
                "  = docs: drey doc DR0804"));
  }

  @Test
  void showsAPlaceInAnotherFileUnderItsOwnName() {
    SourceFile test = SourceFile.of("t.yaml", "expect: {velocity: []}\n");
    Diagnostic diagnostic =
        Diagnostic.at(TestCodes.MISSING_ROW, span(test, "velocity"), "m")
            .and(span(SPEC, "velocity"), "made here")
            .build();

    assertThat(render(diagnostic))
        .contains(
            lines(
                " ::: pipelines/a/pipeline.yaml:2:3",
                "  |",
                "2 |   velocity:",
                "  |   -------- made here"));
  }

  @Test
  void neverSendsControlCharactersOfASpecToTheTerminal() {
    SourceFile file = SourceFile.of("a.yaml", "name: \u001b[31mred");

    assertThat(render(Diagnostic.at(TestCodes.WRONG_VALUE, span(file, "red"), "m").build()))
        .doesNotContain("\u001b");
  }

  @Test
  void colorsOnlyWhereAskedTo() {
    Diagnostic diagnostic =
        Diagnostic.at(TestCodes.WRONG_VALUE, span(SPEC, "amont"), "m").label("l").build();

    String colored = DiagnosticRenderer.text(true).render(List.of(diagnostic));

    assertThat(colored).startsWith("\u001b[1;31merror[DR0804]\u001b[0m\u001b[1m: m\u001b[0m\n");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(render(diagnostic));
  }

  private static String render(Diagnostic diagnostic) {
    return DiagnosticRenderer.text(false).render(List.of(diagnostic));
  }

  private static Span span(SourceFile file, String text) {
    int start = file.text().indexOf(text);
    return Span.of(file, start, start + text.length());
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
