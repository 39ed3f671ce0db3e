// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TreePathsTest {
  private static final SourceFile FILE =
      SourceFile.of(
          "test.yaml",
          String.join(
              "\n",
              "sinks:",
              "  b:",
              "    kafka: &it {transactionTimeout: 5m, keys: [k1, k2]}",
              "  c:",
              "    other: *it",
              "    empty:",
              "streams: {w: {window: {tumbling: 7m}}}",
              ""));

  private static Set<String> at(String text) {
    YamlNode root = YamlReader.legible(FILE, new Diagnostics()).orElseThrow();
    int start = FILE.text().indexOf(text);
    return TreePaths.at(root, Span.of(FILE, start, start + 1));
  }

  @Test
  void isThatOfTheInnermostKeyAtItsNameAndAtItsValue() {
    assertThat(at("tumbling")).containsExactly("streams.w.window.tumbling");
    assertThat(at("7m")).containsExactly("streams.w.window.tumbling");
    assertThat(at("window")).containsExactly("streams.w.window");
    assertThat(at("empty")).containsExactly("sinks.c.empty");
  }

  @Test
  void ofTheElementsOfAListIsThatOfTheList() {
    assertThat(at("k2")).contains("sinks.b.kafka.keys");
  }

  @Test
  void ofAnAliasIsThatOfEverythingItStandsFor() {
    assertThat(at("*it")).containsExactly("sinks.c.other.transactionTimeout", "sinks.c.other.keys");
  }

  @Test
  void isNoneOutsideOfEveryKey() {
    YamlNode root = YamlReader.legible(FILE, new Diagnostics()).orElseThrow();
    int end = FILE.text().length();
    assertThat(TreePaths.at(root, Span.of(FILE, end, end))).isEmpty();
  }
}
