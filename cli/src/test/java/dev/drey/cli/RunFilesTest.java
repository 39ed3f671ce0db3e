// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run writes over nothing that it should not. */
class RunFilesTest {
  private static final String ROWS = "{\"n\":1}\n{\"n\":2}\n";
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: copies",
          "sources:",
          "  a: {file: {path: data}, type: {n: BIGINT}}",
          "sinks:",
          "  b: {from: a, file: {path: out.jsonl}}",
          "  c: {from: a, discard: {}}",
          "");

  @TempDir private Path folder;
  private CommandLineUser user;

  @BeforeEach
  void start() throws IOException {
    user = new CommandLineUser(folder);
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("spec.yaml"), SPEC);
    Files.writeString(folder.resolve("data/in.jsonl"), ROWS);
  }

  @Test
  void anInputIsNeverAnOutput() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.jsonl"), folder.resolve("data/in.jsonl"));
    for (String path : new String[] {"data/in.jsonl", "./data/../data/in.jsonl", "link.jsonl"}) {
      assertThat(user.drey("run", "spec.yaml", "--output", "b=" + path)).as(path).isEqualTo(2);
      assertThat(user.err()).contains("sink `b`").contains("source `a`").contains("--output b=");
    }
    assertThat(folder.resolve("data/in.jsonl")).hasContent(ROWS);
    assertThat(user.drey("run", "spec.yaml", "--input", "a=o*.jsonl", "--output", "c=other.jsonl"))
        .isEqualTo(2);
    assertThat(user.err()).contains("source `a`");
  }

  @Test
  void twoOutputsAreNotOneFile() {
    assertThat(user.drey("run", "spec.yaml", "--output", "b=x.jsonl", "--output", "c=./x.jsonl"))
        .isEqualTo(2);
    assertThat(user.err()).contains("sink `c`").contains("sink `b`");
    assertThat(folder.resolve("x.jsonl")).doesNotExist();
  }

  @Test
  void twoOutputsInOneFolderAreTold() throws IOException {
    Files.createSymbolicLink(folder.resolve("door"), folder.resolve("there"));
    Files.createDirectories(folder.resolve("there"));

    assertThat(user.drey("run", "spec.yaml", "--output", "b=there", "--output", "c=door/c.jsonl"))
        .as(user.err())
        .isZero();

    assertThat(user.err()).contains("warning").contains("sink `c`").contains("sink `b`");
    assertThat(folder.resolve("there/c.jsonl")).hasContent(ROWS);
  }

  @Test
  void aLinkInAFolderLeadsToNoOutput() throws IOException {
    Files.writeString(folder.resolve("out.jsonl"), ROWS);
    Files.createSymbolicLink(folder.resolve("data/more.jsonl"), folder.resolve("out.jsonl"));

    assertThat(user.drey("run", "spec.yaml")).isEqualTo(1);

    assertThat(user.err()).contains("sink `b`").contains("source `a`");
    assertThat(folder.resolve("out.jsonl")).hasContent(ROWS);
  }

  @Test
  void aFailedRunLeavesTheFileOfTheLastOne() throws IOException {
    Files.writeString(folder.resolve("out.jsonl"), "of the last run\n");
    Files.writeString(folder.resolve("data/in.jsonl"), ROWS + "no json\n");

    assertThat(user.drey("run", "spec.yaml")).isEqualTo(1);

    assertThat(folder.resolve("out.jsonl")).hasContent("of the last run\n");
  }
}
