// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pipelines at the edges of the language, run from end to end. */
class SmallRunsTest {
  @TempDir Path folder;

  private CommandLineUser drey(String verb, String streams, String... more) throws Exception {
    Files.writeString(
        folder.resolve("clicks.jsonl"),
        "{\"n\": 3, \"at\": \"2026-03-01T10:00:01Z\"}\n"
            + "{\"n\": 4, \"at\": \"2026-03-01T10:00:02Z\"}\n"
            + "{\"n\": 5, \"at\": \"2026-03-01T10:01:00Z\"}\n");
    Files.writeString(
        folder.resolve("spec.yaml"),
        "apiVersion: drey/v1\nname: small\nparams:\n  step: {type: INT, default: 0}\nsources:\n"
            + "  clicks:\n    file: {path: clicks.jsonl}\n"
            + "    type: {n: INT NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}\n"
            + "    eventTime: {field: at, watermark: {monotonic: true}}\n"
            + "streams:\n  made: {from: clicks, "
            + streams
            + "}\nsinks:\n  out: {from: made, print: {}}\n");
    CommandLineUser user = new CommandLineUser(folder);
    String[] arguments = new String[more.length + 2];
    arguments[0] = verb;
    arguments[1] = "spec.yaml";
    System.arraycopy(more, 0, arguments, 2, more.length);
    assertThat(user.drey(arguments)).as(user.err()).isEqualTo(0);
    return user;
  }

  @Test
  void aWindowOfAllRowsNeedsNoColumn() throws Exception {
    String rows = drey("run", "window: {tumbling: 1m}, aggregate: {rows: COUNT(*)}").out();
    assertThat(rows).contains("\"rows\":2}", "\"rows\":1}");
    assertThat(rows.lines()).hasSize(2);
  }

  @Test
  void aWindowByTheClockFiresAtTheEndOfTheInput() throws Exception {
    String rows =
        drey("run", "window: {tumbling: 1h, time: processing}, aggregate: {total: SUM(n)}").out();
    assertThat(rows).contains("\"total\":");
  }

  @Test
  void aNegativeParameterIsSubtracted() throws Exception {
    String rows = drey("run", "select: {x: 'n -${step}'}", "--param", "step=-5").out();
    assertThat(rows.lines()).containsExactly("{\"x\":8}", "{\"x\":9}", "{\"x\":10}");
  }

  @Test
  void aTimeIsExplainedWhole() throws Exception {
    String condition = "`at` > TIMESTAMP '2026-03-01 10:00:01.500'";
    assertThat(drey("explain", "where: \"" + condition + "\"").out())
        .contains("TIMESTAMP '2026-03-01 10:00:01.5");
  }

  /** In a union and in a sink with several inputs, each value as the least type of all. */
  @Test
  void inputsOfOtherTypesAreCast() throws Exception {
    Files.writeString(folder.resolve("small.jsonl"), "{\"n\":3,\"t\":\"a\"}\n");
    Files.writeString(folder.resolve("large.jsonl"), "{\"n\":5000000000.25,\"t\":\"abcd\"}\n");
    Files.writeString(
        folder.resolve("spec.yaml"),
        "apiVersion: drey/v1\nname: two\nsources:\n"
            + "  small: {file: {path: small.jsonl}, type: {n: INT NOT NULL, t: VARCHAR(3)}}\n"
            + "  large: {file: {path: large.jsonl}, type: {n: 'DECIMAL(12, 2)', t: STRING}}\n"
            + "streams:\n  all: {union: [small, large], where: n > 0}\n"
            + "sinks:\n  all: {from: [small, all, large], file: {path: out.jsonl}}\n");
    CommandLineUser user = new CommandLineUser(folder);
    assertThat(user.drey("run", "spec.yaml")).as(user.err()).isEqualTo(0);
    String little = "{\"n\":3.00,\"t\":\"a\"}";
    String much = "{\"n\":5000000000.25,\"t\":\"abcd\"}";
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
        .containsExactlyInAnyOrder(little, little, much, much);
  }
}
