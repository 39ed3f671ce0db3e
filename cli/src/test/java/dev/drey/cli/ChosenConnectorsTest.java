// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.ChosenBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as {@code -Dconnectors=kinesis,kafka} builds it. */
@Timeout(120)
final class ChosenConnectorsTest {
  private static final String MAIN = "dev.drey.cli.Drey";

  @TempDir Path folder;

  @Test
  void runsAndNamesWhatItLeavesOut() throws Exception {
    ChosenBuild build = ChosenBuild.of("kinesis,kafka", folder);
    assertThat(build.carries("kafka-clients")).isTrue();
    assertThat(build.carries("onnxruntime")).isFalse();
    assertThat(build.carries("iceberg")).isFalse();

    Path spec = Files.writeString(folder.resolve("left-out.yaml"), ABSENT);
    assertThat(build.run(1, MAIN, "validate", spec.toString()))
        .contains("[DR0203]: this build of Drey has no connector `dynamodb`")
        .contains("[DR0203]: this build of Drey runs no models of ONNX")
        .contains("build it with `onnx` among those of `-Dconnectors=...`")
        .contains("2 errors");
    assertThat(build.run(0, MAIN, "validate", "../pipelines/kinesis-to-kafka/pipeline.yaml"))
        .contains("no problems");
    assertThat(
            build
                .run(0, MAIN, "run", "../pipelines/word-count/pipeline.yaml")
                .lines()
                .filter(line -> line.startsWith("{\"word\":")))
        .hasSize(168); // As the page of the example says.
  }

  private static final String ABSENT =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: left-out",
          "sources:",
          "  payments:",
          "    kafka: {brokers: \"localhost:9092\", topic: payments, startFrom: earliest}",
          "    type: {id: STRING NOT NULL, amount: DOUBLE NOT NULL}",
          "streams:",
          "  scored:",
          "    from: payments",
          "    infer: {onnx: {model: fraud.onnx}, inputs: {x: [amount]}, outputs: {score: FLOAT}}",
          "sinks:",
          "  out: {from: scored, dynamodb: {table: scores}}",
          "");
}
