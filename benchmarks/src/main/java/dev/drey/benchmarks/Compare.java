// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** All measurements, or those that are wanted: {@code RESULTS_FILE COMMIT OPTIONS...}. */
final class Compare {
  private Compare() {}

  public static void main(String[] arguments) throws Exception {
    List<String> all = Arrays.asList(arguments);
    Wanted wanted;
    try {
      wanted = new Wanted(all.subList(2, all.size()));
      var unused = wanted.parts();
    } catch (IllegalArgumentException wrong) {
      System.err.println("error: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    Report report = new Report(Path.of(arguments[0]));
    report.line(
        "JDK "
            + Runtime.version()
            + ", "
            + cpu()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + String.join(" ", Figures.JVM)
            + ", commit "
            + arguments[1]
            + ", "
            + wanted.rounds()
            + " rounds");
    for (Part part : wanted.parts()) {
      try {
        part.run(wanted, report);
      } catch (IOException | IllegalStateException failure) {
        report.failed("Part " + part, failure);
      }
    }
  }

  private static String cpu() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
