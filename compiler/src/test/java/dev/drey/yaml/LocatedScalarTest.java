// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Every character of a scalar's value stands where its place says. */
class LocatedScalarTest {
  private static final int RUNS = 20_000;

  private static LocatedText value(String source) {
    Diagnostics diagnostics = new Diagnostics();
    YamlNode root =
        YamlReader.read(SourceFile.of("s.yaml", source), diagnostics)
            .orElseThrow(() -> new AssertionError(source + "\n" + diagnostics.list()));
    YamlNode node = root;
    while (node instanceof YamlMapping) {
      node = ((YamlMapping) node).entries().get(0).value();
    }
    return ((YamlScalar) node).text();
  }

  private static String place(LocatedText text, String part) {
    int at = text.text().indexOf(part);
    return text.span(at, at + part.length()).toString().replace("s.yaml:", "");
  }

  @Test
  void plain() {
    LocatedText text = value("where: amount > 3\n");
    assertThat(text.text()).isEqualTo("amount > 3");
    assertThat(place(text, "> 3")).isEqualTo("1:15");
    assertThat(text.span().text()).isEqualTo("amount > 3");
  }

  @Test
  void plainOnSeveralLines() {
    LocatedText text = value("a:\n  b: one\n     two\n\n     three\n");
    assertThat(text.text()).isEqualTo("one two\nthree");
    assertThat(place(text, "two")).isEqualTo("3:6");
    assertThat(place(text, "three")).isEqualTo("5:6");
  }

  @Test
  void singleQuoted() {
    LocatedText text = value("a: 'it''s x'\n");
    assertThat(text.text()).isEqualTo("it's x");
    assertThat(place(text, "'")).isEqualTo("1:7");
    assertThat(place(text, "s x")).isEqualTo("1:9");
  }

  @Test
  void doubleQuoted() {
    LocatedText text = value("a: \"\\tb\\u00e9c\\\n  d \\U0001F600e\"\n");
    assertThat(text.text()).isEqualTo("\tb\u00e9cd \uD83D\uDE00e");
    assertThat(place(text, "b")).isEqualTo("1:7");
    assertThat(place(text, "c")).isEqualTo("1:14");
    assertThat(place(text, "d")).isEqualTo("2:3");
    assertThat(place(text, "e")).isEqualTo("2:15");
  }

  @Test
  void literal() {
    LocatedText text = value("a:\n  b: |-\n    one\n      two\n\n    three\n");
    assertThat(text.text()).isEqualTo("one\n  two\n\nthree");
    assertThat(place(text, "two")).isEqualTo("4:7");
    assertThat(place(text, "three")).isEqualTo("6:5");
    assertThat(text.span().text()).endsWith("three");
  }

  @Test
  void folded() {
    LocatedText text = value("a: >\n  one\n  two\n\n    more\n  three\n");
    assertThat(text.text()).isEqualTo("one two\n\n  more\nthree\n");
    assertThat(place(text, "two")).isEqualTo("3:3");
    assertThat(place(text, "more")).isEqualTo("5:5");
    assertThat(place(text, "three")).isEqualTo("6:3");
  }

  @Test
  void literalWithIndentation() {
    LocatedText text = value("a:\n  b: |2+\n     x\n    y\n\n");
    assertThat(text.text()).isEqualTo(" x\ny\n\n");
    assertThat(place(text, "x")).isEqualTo("3:6");
    assertThat(place(text, "y")).isEqualTo("4:5");
  }

  @Test
  void afterCharactersOfTwoUnits() {
    LocatedText text = value("# \uD83D\uDE00\na: x\uD83D\uDE00y\n");
    assertThat(text.text()).isEqualTo("x\uD83D\uDE00y");
    assertThat(place(text, "y")).isEqualTo("2:7");
  }

  @Test
  void whateverTheLayout() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      String source = new RandomScalar(random).document();
      LocatedText text = value(source);
      String what = "seed " + seed + ", run " + run + ":\n" + source;
      assertThat(text.text()).as(what).isEqualTo(loaded(source));
      int last = -1;
      for (int i = 0; i < text.text().length(); i++) {
        char c = text.text().charAt(i);
        int at = text.span(i, i + 1).start();
        assertThat(at).as(what).isGreaterThanOrEqualTo(last);
        last = at;
        if (c >= 'a' && c <= 'z') {
          assertThat(source.charAt(at)).as(what + " at " + i).isEqualTo(c);
        }
      }
    }
  }

  /** The value as SnakeYAML's own loader gives it; every scalar of the test is a text. */
  private static String loaded(String source) {
    Object node = new Yaml().load(source);
    while (node instanceof java.util.Map) {
      node = ((java.util.Map<?, ?>) node).values().iterator().next();
    }
    return String.valueOf(node);
  }
}
