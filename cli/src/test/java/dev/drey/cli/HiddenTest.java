// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No verb shows a secret, or lets a name act on the terminal. */
final class HiddenTest {
  private static final String SECRET = "Tr0ub4dor's-3";

  private static final String SPEC =
      "apiVersion: drey/v1\nname: hidden\nparams:\n  api_key: {type: STRING}\n"
          + "sources:\n  a: {file: {path: in.jsonl}, type: {n: INT, t: STRING}}\n"
          + "streams:\n  b:\n    from: a\n    where: t <> '${api_key}'\n"
          + "    select: {n: n, u: \"UPPER('<${api_key}>')\"}\n"
          + "sinks:\n  c: {from: b, file: {path: out.jsonl}}\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private CommandLineUser user;

  @BeforeEach
  void writeSpec() throws IOException {
    Files.writeString(folder.resolve("spec.yaml"), SPEC);
    Files.writeString(folder.resolve("in.jsonl"), "{\"n\":1,\"t\":\"x\"}\n");
    user = new CommandLineUser(folder);
  }

  @Test
  void explainHidesASecretInAnExpression() {
    for (String format : new String[] {"text", "json", "mermaid"}) {
      int code =
          user.drey("explain", "spec.yaml", "--format", format, "--param", "api_key=" + SECRET);
      assertThat(code).as(user.err()).isEqualTo(0);
      assertThat(user.out()).as(format).contains("***").doesNotContainIgnoringCase("Tr0ub4dor");
    }
  }

  @Test
  void aNameOfAFileActsOnNoTerminal() throws IOException {
    String hostile = "::error::x\u001b[2J\nz.yaml";
    Files.writeString(folder.resolve(hostile), SPEC);
    String tests = "::error::x\u001b[2J\ntests.yaml";
    Files.writeString(
        folder.resolve(tests),
        "apiVersion: drey/v1\npipeline: spec.yaml\nparams: {api_key: k}\ntests:\n"
            + "  - {name: '::error::x', steps: [{expect: {c: [{n: 1, u: x}]}}]}\n");
    for (String[] command :
        new String[][] {
          {"validate", hostile},
          {"validate", hostile, "--format", "sarif"},
          {"validate", hostile, "--format", "github"},
          {"validate", hostile, "--format", "json"},
          {"explain", hostile},
          {"run", hostile},
          {"run", hostile, "--param", "api_key=1", "--output", "c=" + hostile + "l"},
          {"test", hostile},
          {"test", tests},
          {"test", tests, "--update"},
          {"package", hostile},
          {"package", hostile, "--param", "api_key=1", "--as", "s3", "--s3", "s3://b/f"}
        }) {
      user.drey(command);
      String said = user.out() + user.err();
      assertThat(said).as(String.join(" ", command)).doesNotContain("\u001b");
      assertThat(said.lines()).as(said).noneMatch(line -> line.startsWith("::error::x"));
    }
  }

  @Test
  void aNameInTheSpecActsOnNoTerminal() throws IOException {
    String name = "\"x\\n::error file=README.md,line=1::seen\\r\\n::add-mask::a\\e[2J\\u202e\"";
    String[] places = {"from: b", "t STRING", "n: n", "c: {from", "api_key: {", "name: hidden"};
    String[] named = {
      "from: " + name,
      name + ": STRING",
      name + ": n",
      name + ": {from",
      name + ": {",
      "name: " + name
    };
    int refused = 0;
    for (int i = 0; i < places.length; i++) {
      String spec = SPEC.replace("t: STRING", "t STRING").replace(places[i], named[i]);
      Files.writeString(folder.resolve("named.yaml"), spec.replace("t STRING", "t: STRING"));
      for (String format : new String[] {"text", "github", "json", "sarif"}) {
        refused += user.drey("validate", "named.yaml", "--format", format) == 0 ? 0 : 1;
        actsOnNothing(named[i]);
      }
      user.drey("explain", "named.yaml");
      actsOnNothing(named[i]);
      user.drey("run", "named.yaml", "--param", "api_key=k");
      actsOnNothing(named[i]);
    }
    // A column may have any name; a sink, a parameter and a pipeline may not.
    assertThat(refused).isGreaterThan(3 * 4);
  }

  private void actsOnNothing(String name) {
    String said = user.out() + user.err();
    assertThat(said).as(name).doesNotContain("\u001b", "\u202e");
    assertThat(said.lines())
        .as(name)
        .noneMatch(line -> line.matches("::(error file=README|add-mask).*"));
  }
}
