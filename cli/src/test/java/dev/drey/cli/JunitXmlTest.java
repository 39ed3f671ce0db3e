// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a build server reads of {@code drey test --junit}, by another reader of XML. */
class JunitXmlTest {
  @TempDir private Path folder;

  @Test
  void namesAndFailuresArriveAsTheyAre() throws Exception {
    write("spec.yaml", "name: doubled", "sources:", "  a: {file: {path: x}, type: {n: STRING}}");
    Files.writeString(
        folder.resolve("spec.yaml"),
        Files.readString(folder.resolve("spec.yaml")) + "sinks:\n  c: {from: a, print: {}}\n");
    write(
        "tests.yaml",
        "pipeline: spec.yaml",
        "tests:",
        "  - name: \"<a> & \\\"b\\\" 'c' \\U0001F600 \\a\"",
        "    steps:",
        "      - send: {a: [{n: '<x> & ]]>'}]}",
        "      - expect: {c: [{n: y}]}",
        "  - name: passes",
        "    steps:",
        "      - send: {a: [{n: z}]}",
        "      - expect: {c: [{n: z}]}");
    CommandLineUser user = new CommandLineUser(folder);

    assertThat(user.drey("test", "tests.yaml", "--junit", "junit.xml")).as(user.err()).isEqualTo(1);

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("junit.xml").toFile());
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failed = (Element) xml.getElementsByTagName("testcase").item(0);
    // A control character, which XML cannot hold, is its number.
    assertThat(failed.getAttribute("name")).isEqualTo("<a> & \"b\" 'c' \uD83D\uDE00 \\u0007");
    assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("<x> & ]]>");
    Element passed = (Element) xml.getElementsByTagName("testcase").item(1);
    assertThat(passed.getAttribute("name")).isEqualTo("passes");
    assertThat(passed.getChildNodes().getLength()).isZero();
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(
        folder.resolve(name), "apiVersion: drey/v1\n" + String.join("\n", lines) + "\n");
  }
}
