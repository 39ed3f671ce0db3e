// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in the place of a system in which rows are looked up. */
class LookupFilesTest {
  @TempDir Path folder;

  private CommandLineUser user;

  @BeforeEach
  void write() throws IOException {
    user = new CommandLineUser(folder);
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: t",
            "params: {table: {type: STRING}, more: {type: BOOLEAN, default: false}}",
            "sources:",
            "  readings: {file: {path: readings.jsonl}, type: {machine: STRING}}",
            "streams:",
            "  known:",
            "    from: readings",
            "    lookup:",
            "      dynamodb: {table: \"${table}\", region: eu-central-1}",
            "      key: {id: machine}",
            "      as: details",
            "      type: {id: STRING NOT NULL, site: STRING}",
            "  again:",
            "    from: readings",
            "    enabled: \"${more}\"",
            "    lookup:",
            "      dynamodb: {table: other, region: eu-central-1}",
            "      key: {id: machine}",
            "      as: details",
            "      type: {id: STRING NOT NULL, site: STRING}",
            "sinks:",
            "  out: {from: known, print: {}}",
            "  other: {from: again, print: {}, enabled: \"${more}\"}",
            ""));
    Files.writeString(
        folder.resolve("readings.jsonl"), "{\"machine\": \"a\"}\n{\"machine\": \"b\"}\n");
    Files.writeString(folder.resolve("machines.jsonl"), "{\"id\": \"b\", \"site\": \"Oslo\"}\n");
  }

  @Test
  void answersRowsAndNeedsNoneOfTheSystemsParameters() {
    int code = user.drey("run", "spec.yaml", "--table", "known=machines.jsonl");

    assertThat(code).as(user.err()).isZero();
    assertThat(user.out().lines())
        .containsExactly(
            "{\"machine\":\"a\",\"details\":null}",
            "{\"machine\":\"b\",\"details\":{\"id\":\"b\",\"site\":\"Oslo\"}}");
  }

  @Test
  void whatIsNoLookupIsTold() {
    assertThat(
            user.drey("run", "spec.yaml", "--param", "table=machines", "--table", "knwon=m.jsonl"))
        .isEqualTo(2);
    assertThat(user.err())
        .startsWith("error: --table: the spec has no lookup in a stream `knwon`")
        .contains("did you mean `known`?");
    assertThat(
            user.drey(
                "run", "spec.yaml", "--param", "table=machines", "--table", "readings=m.jsonl"))
        .isEqualTo(2);
    assertThat(user.err()).contains("the streams with a lookup are known, again");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThat(user.drey("run", "spec.yaml", "--table", "known=nothing.jsonl")).isEqualTo(1);
    assertThat(user.err()).contains("nothing.jsonl");
  }

  @Test
  void aLookupThatIsNoPartOfTheJobTakesNoFile() {
    int code =
        user.drey(
            "run",
            "spec.yaml",
            "--table",
            "known=machines.jsonl",
            "--table",
            "again=machines.jsonl");

    assertThat(code).isEqualTo(1);
    assertThat(user.err())
        .contains("error[DR0755]: a file stands in the place of `again`")
        .contains("give `--param more=true`, or no file");
  }
}
