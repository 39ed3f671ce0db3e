// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlScalar.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private YamlMapping read(String source) {
    return (YamlMapping) YamlReader.read(SourceFile.of("s", source), diagnostics).orElseThrow();
  }

  private List<String> problems(String source) {
    assertThat(YamlReader.read(SourceFile.of("s", source), diagnostics)).isEmpty();
    return diagnostics.list().stream().map(Diagnostic::toString).collect(Collectors.toList());
  }

  @ParameterizedTest
  @CsvSource({
    "12, INTEGER",
    "-7, INTEGER",
    "+0, INTEGER",
    "1.5, NUMBER",
    ".5, NUMBER",
    "1e3, NUMBER",
    "1., NUMBER",
    "1e9999, TEXT",
    "0x1F, TEXT",
    "0o17, TEXT",
    "1_000, TEXT",
    ".inf, TEXT",
    "NO, TEXT",
    "yes, TEXT",
    "on, TEXT",
    "True, BOOLEAN",
    "false, BOOLEAN",
    "null, NULL",
    "~, NULL",
    "2026-01-31, TEXT",
    "1:30, TEXT",
    "., TEXT",
    "-, TEXT",
    "1e, TEXT",
    "e5, TEXT"
  })
  void resolvesAsTheCoreSchemaDoes(String plain, Kind kind) {
    assertThat(CoreSchema.kindOf(plain)).isEqualTo(kind);
  }

  @Test
  void quotesMakeTexts() {
    assertThat(((YamlScalar) read("a: \"12\"").value("a").orElseThrow()).kind())
        .isEqualTo(Kind.TEXT);
  }

  @Test
  void spansOfCollections() {
    YamlMapping root = read("a:\n  b: [1, 2]\n  c:\n    d: x\n\n\ne: {f: 1}\n");
    assertThat(root.value("a").orElseThrow().span().text()).isEqualTo("b: [1, 2]\n  c:\n    d: x");
    assertThat(root.value("e").orElseThrow().span().text()).isEqualTo("{f: 1}");
    assertThat(root.entries().get(1).key().span()).hasToString("s:7:1");
  }

  @Test
  void anAliasStandsWhereItIsUsed() {
    YamlMapping root = read("a: &x {b: [1]}\nc: *x\n");
    YamlMapping copy = (YamlMapping) root.value("c").orElseThrow();
    assertThat(copy.span()).hasToString("s:2:4");
    assertThat(copy.value("b").orElseThrow().span().text()).isEqualTo("*x");
    assertThat(root.value("a").orElseThrow().span().text()).isEqualTo("&x {b: [1]}");
  }

  @Test
  void anAnchoredScalarStartsAfterItsAnchor() {
    YamlScalar scalar = (YamlScalar) read("a: &x hello\n").value("a").orElseThrow();
    assertThat(scalar.text().text()).isEqualTo("hello");
    assertThat(scalar.span()).hasToString("s:1:7");
    assertThat(scalar.text().span(1, 3).text()).isEqualTo("el");
  }

  @Test
  void aliasesDoNotExpandWithoutEnd() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 8; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", List.of(alias, alias, alias, alias, alias, alias)));
      bomb.append("]\n");
    }
    assertThat(problems(bomb.toString())).hasSize(1).first().asString().contains("DR0105");
  }

  @Test
  void depthHasALimit() {
    String fits = "a: " + "[".repeat(63) + "]".repeat(63);
    assertThat(read(fits).entries()).hasSize(1);
    assertThat(problems("a: " + "[".repeat(64) + "]".repeat(64)))
        .containsExactly(
            "s:1:67: error[DR0106]: lists and mappings are nested more than 64 deep here");
    assertThat(problems("a: " + "[".repeat(500_000))).hasSize(2);
  }

  @Test
  void sizeHasALimit() {
    assertThat(problems("a: " + "x".repeat(1 << 20))).first().asString().contains("DR0107");
  }

  @Test
  void readsBytes() {
    byte[] text = "\uFEFFa: \u00e9\n".getBytes(StandardCharsets.UTF_8);
    assertThat(YamlReader.read("s", text, diagnostics)).isPresent();
    assertThat(YamlReader.read("s", new byte[] {'a', ':', ' ', (byte) 0xE9, '\n'}, diagnostics))
        .isEmpty();
    assertThat(diagnostics.list())
        .extracting(Object::toString)
        .containsExactly("s:1:4: error[DR0108]: the byte 0xE9 here is not UTF-8 text");
  }

  @Test
  void readsOnPastWhatIsWrongWithOneKey() {
    assertThat(
            problems("a: !x 1\nb: *none\na: 2\n<<: {c: 1}\n? [k]\n: v\n").stream()
                .map(problem -> problem.replaceAll(": .*", "")))
        .containsExactly("s:1:4", "s:2:4", "s:3:1", "s:4:1", "s:5:3");
  }
}
