// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines over files that are read as a whole: a test sends rows, for there are no records. */
class WholeFilesTest {
  @TempDir private Path folder;
  private CommandLineUser user;

  @BeforeEach
  void start() throws IOException {
    user = new CommandLineUser(folder);
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: archived",
            "sources:",
            "  readings:",
            "    file: {path: readings}",
            "    format: avro",
            "    type: {machine: STRING, celsius: DOUBLE}",
            "streams:",
            "  warm: {from: readings, where: celsius > 10}",
            "sinks:",
            "  out: {from: warm, file: {path: warm/}, format: avro}",
            ""));
  }

  private int test(String sent, String expected) throws IOException {
    Files.writeString(
        folder.resolve("tests.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "pipeline: spec.yaml",
            "tests:",
            "  - name: warm ones pass",
            "    steps:",
            "      - send: {readings: " + sent + "}",
            "      - expect: {out: " + expected + "}",
            ""));
    return user.drey("test", "tests.yaml");
  }

  @Test
  void rowsGoThroughThePipeline() throws IOException {
    assertThat(
            test(
                "[{machine: a, celsius: 9}, {machine: b, celsius: 11}]",
                "[{machine: b, celsius: 11}]"))
        .as(user.out() + user.err())
        .isZero();
    assertThat(test("[{machine: a, celsius: 9}]", "[{machine: a, celsius: 9}]")).isEqualTo(1);
  }

  @Test
  void recordsAreRefused() throws IOException {
    Files.writeString(folder.resolve("some.avro"), "x");
    for (String sent : new String[] {"[{raw: x}]", "{file: some.avro}"}) {
      assertThat(test(sent, "[]")).as(sent).isEqualTo(1);
      assertThat(user.out() + user.err()).contains("files of `avro` are read as a whole");
    }
  }

  @Test
  void oneFileIsNoPlaceForThem() throws IOException {
    Files.writeString(
        folder.resolve("one.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: one",
            "sources:",
            "  made: {datagen: {rows: 3}, type: {n: INT}}",
            "sinks:",
            "  out: {from: made, file: {path: PLACE}, format: avro}",
            ""));
    Path spec = folder.resolve("one.yaml");
    String text = Files.readString(spec);

    Files.writeString(spec, text.replace("PLACE", "out.avro"));
    assertThat(user.drey("run", "one.yaml")).isEqualTo(1);
    assertThat(user.err())
        .contains("files of this format are written into a folder")
        .contains("/out/`");
    assertThat(folder.resolve("out.avro")).doesNotExist();

    Files.writeString(spec, text.replace("PLACE", "out/"));
    assertThat(user.drey("run", "one.yaml")).as(user.err()).isZero();
    assertThat(folder.resolve("out")).isNotEmptyDirectory();
  }
}
