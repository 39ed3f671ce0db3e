// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs a script with Node. Without Node the test is skipped, loudly; under CI=true it fails. */
public final class NodeScript {
  private NodeScript() {}

  /** The lines that it prints. */
  public static List<String> lines(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(Arrays.asList(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException missing) {
      if ("true".equals(System.getenv("CI"))) {
        throw missing;
      }
      System.err.println("*** Node not found: SKIPPED what " + script + " would compute ***");
      return abort("Node not found");
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed:\n" + output);
    }
    return output.lines().collect(Collectors.toList());
  }
}
