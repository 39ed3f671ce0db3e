// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.ChosenBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as {@code -Dconnectors=kinesis,kafka} builds it, on what a cluster has. */
@Timeout(120)
final class ChosenLauncherTest {
  private static final String MAIN = "dev.drey.launcher.Main";
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: chosen",
          "sources:",
          "  payments:",
          "    datagen: {rows: 3, columns: {id: {sequence: {}}, amount: {between: [1, 5]}}}",
          "    type: {id: BIGINT NOT NULL, amount: DOUBLE NOT NULL}",
          "streams:",
          "  all: {from: payments}",
          "sinks:",
          "  out: {from: all, print: {}}",
          "");

  @TempDir Path folder;

  private String run(ChosenBuild build, int exit, String spec) throws Exception {
    Path file = Files.writeString(folder.resolve("spec.yaml"), spec);
    return build.run(exit, MAIN, "--spec", file.toUri().toString());
  }

  @Test
  void runsAndNamesWhatItLeavesOut() throws Exception {
    ChosenBuild build = ChosenBuild.of("kinesis,kafka", folder).onCluster();

    assertThat(run(build, 0, SPEC).lines().filter(line -> line.startsWith("{\"id\":"))).hasSize(3);
    assertThat(
            run(
                build,
                1,
                SPEC.replace("print: {}", "firehose: {deliveryStream: x}")
                    .replace(
                        "from: payments}",
                        "from: payments, infer: {onnx: {model: a}, inputs: {x: [amount]},"
                            + " outputs: {score: FLOAT}}}")))
        .contains("this build of Drey has no connector `firehose`")
        .contains("this build of Drey runs no models of ONNX")
        .contains("build it with `onnx` among those of `-Dconnectors=...`");
  }
}
