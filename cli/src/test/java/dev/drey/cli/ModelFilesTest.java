// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is a file beside its spec: a run has it, an application does not. */
class ModelFilesTest {
  @TempDir private Path folder;

  @Test
  void isRunHereAndWarnedOfWhereItIsNot() throws IOException {
    Files.copy(
        Path.of("../compiler/src/test/resources/broken/logistic.onnx"),
        folder.resolve("logistic.onnx"));
    Files.writeString(
        folder.resolve("in.jsonl"), "{\"a\": 2, \"b\": 0}\n{\"a\": null, \"b\": 1}\n");
    Files.writeString(
        folder.resolve("spec.yaml"),
        "apiVersion: drey/v1\nname: example\n"
            + "sources:\n"
            + "  rows: {file: {path: in.jsonl}, type: {a: DOUBLE, b: INT}}\n"
            + "streams:\n"
            + "  scored:\n"
            + "    from: rows\n"
            + "    infer:\n"
            + "      onnx: {model: logistic.onnx}\n"
            + "      inputs: {features: [a, b, 0]}\n"
            + "      outputs: {score: FLOAT, risky: BOOLEAN}\n"
            + "sinks: {out: {from: scored, print: {}}}\n");
    CommandLineUser user = new CommandLineUser(folder);

    assertThat(user.drey("run", "spec.yaml")).as(user.err()).isZero();
    // 1 / (1 + exp(-(0.5 * 2 - 1)))
    assertThat(user.out().lines())
        .containsExactlyInAnyOrder(
            "{\"a\":2.0,\"b\":0,\"score\":0.5,\"risky\":false}",
            "{\"a\":null,\"b\":1,\"score\":null,\"risky\":null}");
    assertThat(user.drey("package", "spec.yaml")).isZero();
    assertThat(user.err())
        .contains("warning: `logistic.onnx` is a file on this machine")
        .contains("`s3://BUCKET/logistic.onnx`");
  }
}
