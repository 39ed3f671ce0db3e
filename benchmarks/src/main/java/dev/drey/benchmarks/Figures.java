// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a JVM of its own measures, and tells in lines {@code NAME VALUE}. */
final class Figures {
  /** Of all measurements; {@code -Xmx} may be given anew. */
  static final List<String> JVM =
      List.of(
          "-Xmx6g",
          "-XX:+UseParallelGC",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED");

  private static final String MARK = "figure ";

  private Figures() {}

  /** Tells the JVM that started this one. */
  static void print(String name, double value) {
    System.out.println(MARK + name + " " + value);
  }

  /** What goes wrong ends this JVM: a job without an end may still run. */
  static void endOnFailure() {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  /**
   * Runs a main class.
   *
   * @param jvm options behind {@link #JVM}
   * @param seconds after which it is ended
   */
  static Map<String, Double> of(Class<?> main, List<String> jvm, long seconds, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread watch = new Thread(() -> endAfter(process, seconds), "watch");
    watch.setDaemon(true);
    watch.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Map<String, Double> figures = new LinkedHashMap<>();
    output
        .lines()
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.split(" "))
        .forEach(words -> figures.put(words[1], Double.valueOf(words[2])));
    if (code != 0 || figures.isEmpty()) {
      throw new IOException(
          main.getName()
              + " "
              + String.join(" ", arguments)
              + " ended with "
              + code
              + ":\n"
              + output);
    }
    return figures;
  }

  private static void endAfter(Process process, long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
