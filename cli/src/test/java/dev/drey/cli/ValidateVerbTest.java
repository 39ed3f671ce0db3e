// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateVerbTest {
  private static final String GOOD =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: good",
          "sources:",
          "  a: {file: {path: a.jsonl}, type: {n: BIGINT}}",
          "sinks:",
          "  b: {from: a, print: {}}",
          "");
  private static final String BAD = GOOD.replace("from: a", "from: aa");

  @TempDir private Path folder;
  private CommandLineUser user;

  @BeforeEach
  void start() {
    user = new CommandLineUser(folder);
  }

  @Test
  void aGoodSpecIsFine() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);

    assertThat(user.drey("validate", "good.yaml")).isEqualTo(0);
    assertThat(user.out()).isEmpty();
    assertThat(user.err()).isEqualTo("1 file checked: no problems\n");
  }

  @Test
  void aProblemIsShownAtItsPlace() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), BAD);

    assertThat(user.drey("validate", "bad.yaml")).isEqualTo(1);
    assertThat(user.out()).contains(" --> bad.yaml:6:13\n").contains("did you mean `a`?");
    assertThat(user.err()).isEqualTo("1 file checked: 1 error\n");
  }

  /** Files of tests begin alike; one with parts of a spec is told what a spec lacks. */
  @Test
  void aSpecThatCallsItsNamePipelineIsNoFileOfTests() throws IOException {
    Files.writeString(folder.resolve("named.yaml"), GOOD.replace("name:", "pipeline:"));

    assertThat(user.drey("validate", "named.yaml")).isEqualTo(1);
    assertThat(user.out())
        .contains("error[DR0201]: `pipeline` is not a key of a spec")
        .contains("here it is called `name`: write `name: ");
    assertThat(user.err()).isEqualTo("1 file checked: 1 error\n");
    assertThat(user.drey("test", "named.yaml")).isEqualTo(2);
    assertThat(user.err()).contains("named.yaml is a pipeline: name the file of its tests");
  }

  @Test
  void standardInputIsAFileToo() {
    assertThat(user.typing(BAD).drey("validate", "-")).isEqualTo(1);
    assertThat(user.out()).contains(" --> <stdin>:6:13\n");
  }

  /** One kind of glob everywhere: that of the paths of files in a spec. */
  @Test
  void aGlobMatchesAsThePathsInASpecDo() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("top.yaml"), GOOD);
    Files.writeString(folder.resolve("a/b/deep.yaml"), GOOD);
    Files.writeString(folder.resolve("a/b/{odd.yaml"), GOOD);

    assertThat(user.drey("validate", "**/*.yaml")).isEqualTo(0);
    assertThat(user.err()).isEqualTo("3 files checked: no problems\n");
    assertThat(user.drey("validate", "a/**/{deep,other}.yaml")).isEqualTo(0);
    assertThat(user.err()).isEqualTo("1 file checked: no problems\n");
    assertThat(user.drey("validate", "*.yaml")).isEqualTo(0);
    assertThat(user.err()).isEqualTo("1 file checked: no problems\n");
    // A brace that nothing closes stands for itself.
    assertThat(user.drey("validate", "a/*/{o*.yaml")).isEqualTo(0);
    assertThat(user.err()).isEqualTo("1 file checked: no problems\n");
    assertThat(user.drey("validate", "a/*.yaml")).isEqualTo(2);
    assertThat(user.err()).contains("matches no file");
  }

  @Test
  void aFolderIsEverySpecBelowItAndNothingElse() throws IOException {
    Files.createDirectories(folder.resolve("a/target"));
    Files.writeString(folder.resolve("a/good.yaml"), GOOD);
    Files.writeString(folder.resolve("a/bad.yml"), BAD);
    Files.writeString(folder.resolve("a/compose.yaml"), "services: [a: b: c");
    Files.writeString(folder.resolve("a/target/bad.yaml"), BAD);

    for (String path : new String[] {"a", "a/...", "a/*.{yaml,yml}", "a/good.yaml"}) {
      int expected = path.equals("a/good.yaml") ? 0 : 1;
      assertThat(user.drey("validate", path)).as(path).isEqualTo(expected);
    }
    user.drey("validate", "a", "a/good.yaml");
    // The file that is no YAML may be a spec: nobody can tell.
    assertThat(user.err()).isEqualTo("2 files checked: 1 error, 1 warning\n");
  }

  @Test
  void nothingOfAFolderIsSkippedInSilence() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    Files.writeString(folder.resolve("values.yaml"), "image: nginx\nports: [80]\n");
    Files.writeString(folder.resolve("deployment.yml"), "apiVersion: apps/v1\nkind: Deployment\n");
    Files.writeString(folder.resolve("notes.yaml"), "# to be written\n");
    Files.writeString(folder.resolve("notes.txt"), "apiVersion: drey/v1\n");

    assertThat(user.drey("validate", ".")).isEqualTo(0);
    assertThat(user.out()).isEmpty();
    assertThat(user.err()).isEqualTo("1 file checked, 3 skipped (not specs): no problems\n");
    assertThat(user.drey("validate", "-v", ".")).isEqualTo(0);
    assertThat(user.err())
        .isEqualTo(
            "1 file checked, 3 skipped (not specs): no problems\n"
                + "skipped: deployment.yml\nskipped: notes.yaml\nskipped: values.yaml\n");
  }

  @Test
  void aFileOfAFolderThatMayBeASpecIsTold() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    Files.writeString(folder.resolve("keyless.yaml"), GOOD.replace("apiVersion: drey/v1\n", ""));
    Files.writeString(folder.resolve("test.yaml"), "pipeline: good.yaml\ntests: []\n");
    Files.writeString(folder.resolve("torn.yaml"), "name: torn\nsources: {a: [\n");

    assertThat(user.drey("validate", ".")).isEqualTo(0);
    assertThat(user.out())
        .contains(" --> keyless.yaml:1:1\n", " --> test.yaml:1:1\n", " --> torn.yaml:2")
        .contains("warning[DR0754]: this file has `sources` and `sinks`")
        .contains("help: write `apiVersion: drey/v1` as its first line");
    assertThat(user.err()).isEqualTo("1 file checked: 3 warnings\n");
    assertThat(user.drey("validate", "--deny-warnings", ".")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: dery/v1",
        "apiVersion: drey.v1",
        "apiVersion: Drey/v1",
        "apiversion: drey/v1",
        "apiVerson: drey/v1",
        "api_version: \"drey/v1\"",
        "apiVersion: drey/v2"
      })
  void anApiVersionWithASlipIsOneOfOurs(String line) throws IOException {
    Files.writeString(folder.resolve("spec.yaml"), GOOD.replace("apiVersion: drey/v1", line));

    assertThat(user.drey("validate", ".")).isEqualTo(1);
    assertThat(user.err()).isEqualTo("1 file checked: 1 error\n");
  }

  @Test
  void linksAreFollowedOnce() throws IOException {
    Files.createDirectories(folder.resolve("shared"));
    Files.createDirectories(folder.resolve("own"));
    Files.writeString(folder.resolve("shared/bad.yaml"), BAD);
    Files.createSymbolicLink(folder.resolve("own/linked"), folder.resolve("shared"));
    Files.createSymbolicLink(folder.resolve("own/again.yaml"), folder.resolve("shared/bad.yaml"));
    Files.createSymbolicLink(folder.resolve("shared/up"), folder.resolve("."));

    assertThat(user.drey("validate", "own")).isEqualTo(1);
    assertThat(user.err()).isEqualTo("1 file checked: 1 error\n");
    assertThat(user.drey("validate", ".")).isEqualTo(1);
    assertThat(user.err()).isEqualTo("1 file checked: 1 error\n");
  }

  @Test
  void aSpecInMarkdownHasTheLinesOfTheMarkdown() throws IOException {
    String markdown =
        "# Title 😀\n\n```yaml\nother: yaml\n```\n\ntext\n\n```yaml\n" + BAD + "```\n";
    Files.writeString(folder.resolve("doc.md"), markdown);

    assertThat(user.drey("validate", "doc.md")).isEqualTo(1);
    assertThat(user.out()).contains(" --> doc.md:15:13\n").contains("15 |   b: {from: aa");
    assertThat(user.err()).isEqualTo("1 file checked: 1 error\n");
  }

  @Test
  void aSpecInMarkdownHasTheFilesBesideTheMarkdown() throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(
        folder.resolve("docs/n.avsc"),
        "{\"type\": \"record\", \"name\": \"N\","
            + " \"fields\": [{\"name\": \"n\", \"type\": \"long\"}]}");
    Files.writeString(
        folder.resolve("docs/doc.md"),
        "```yaml\n"
            + GOOD.replace("{n: BIGINT}", "{n: BIGINT}, format: {avro: {schema: n.avsc}}")
            + "```\n");

    assertThat(user.drey("validate", "docs/doc.md")).as(user.out()).isEqualTo(0);
    Files.delete(folder.resolve("docs/n.avsc"));
    assertThat(user.drey("validate", "docs/doc.md")).isEqualTo(1);
    assertThat(user.out()).contains("DR0321");
  }

  @Test
  void toolsGetTheirFormats() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), BAD);

    user.drey("validate", "--format", "json", "bad.yaml");
    assertThat(user.out()).startsWith("{\"code\":\"DR0").contains("\"line\":6,\"column\":13");
    assertThat(user.err()).isEmpty();
    user.drey("validate", "--format", "github", "bad.yaml");
    assertThat(user.out()).startsWith("::error file=bad.yaml,line=6,endLine=6,col=13,");
    user.drey("validate", "--format", "sarif", "bad.yaml");
    assertThat(user.out()).contains("\"version\" : \"2.1.0\"").contains("\"startLine\" : 6");
    assertThat(user.out())
        .contains("\"text\" : \"drey doc DR0302\"")
        .contains("\"markdown\" : \"# DR0302: unknown stream\\n");
    user.drey("validate", "bad.yaml");
    assertThat(user.out()).contains("= docs: drey doc DR0302");
  }

  @Test
  void wrongUseIsTwoWithAHint() {
    assertThat(user.drey("validate", "nowhere.yaml")).isEqualTo(2);
    assertThat(user.err()).isEqualTo("error: `nowhere.yaml` does not exist\n");
    assertThat(user.drey("validat", "a")).isEqualTo(2);
    assertThat(user.err()).contains("did you mean `validate`?");
    assertThat(user.drey("validate", "--formt", "json", "a")).isEqualTo(2);
    assertThat(user.err()).contains("--formt").contains("`--format`");
    assertThat(user.drey()).isEqualTo(2);
    assertThat(user.err()).contains("a verb is missing");
    assertThat(user.drey("validate", "--params", "nowhere.yaml", ".")).isEqualTo(2);
  }

  @Test
  void aFileThatIsNotUtf8IsAProblemOfTheFile() throws IOException {
    Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9, '\n'});

    assertThat(user.drey("validate", "latin.yaml")).isEqualTo(1);
    assertThat(user.out()).contains("DR0108").contains(" --> latin.yaml:1:4\n");
  }
}
