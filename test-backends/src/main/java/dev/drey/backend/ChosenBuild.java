// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The module whose tests run, as {@code -Dconnectors=...} would build it: its classes and, of its
 * libraries at run time, those that are not left out. It runs in a process of its own.
 */
public final class ChosenBuild {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String LIST = "target/artifacts.txt";

  private final List<Path> classPath = new ArrayList<>();
  private String output = "";

  private ChosenBuild() {}

  /**
   * @param connectors such as {@code kinesis,kafka}
   * @param folder an empty one
   */
  public static ChosenBuild of(String connectors, Path folder) throws Exception {
    Path module = Path.of("").toAbsolutePath();
    Path copy = Files.createDirectories(folder.resolve("module/target")).resolveSibling("pom.xml");
    Files.copy(module.resolve("pom.xml"), copy);
    Files.copy(module.resolve(LIST), copy.resolveSibling(LIST));
    Path classPath =
        Files.writeString(
            folder.resolve("classpath"),
            Files.readAllLines(module.resolve(LIST)).stream()
                .map(line -> line.split(" -- ", -1)[0].trim())
                .filter(line -> line.contains(":jar:"))
                .map(line -> line.replaceFirst("([^:]*:){5}", ""))
                .collect(Collectors.joining(File.pathSeparator)));
    ChosenBuild build = new ChosenBuild();
    build.run(
        0,
        List.of(
            module.resolveSibling("runtime-launcher").resolve("ChosenConnectors.java").toString(),
            connectors,
            module.resolveSibling("").toString(),
            copy.resolveSibling("").toString(),
            classPath.toString()));
    build.classPath.add(module.resolve("target/classes"));
    for (String entry : Files.readString(classPath).split(File.pathSeparator)) {
      build.classPath.add(Path.of(entry));
    }
    return build;
  }

  /** With what every cluster has. */
  public ChosenBuild onCluster() {
    classPath.addAll(BackendFolder.jars(BackendFolder.resolve("flink-server/target/lib")));
    return this;
  }

  /** Whether a library of this name is carried. */
  public boolean carries(String jar) {
    return classPath.stream().anyMatch(file -> file.getFileName().toString().startsWith(jar));
  }

  /** Runs a program to its end and gives what it prints. */
  public String run(int exit, String mainClass, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    run(exit, command);
    return output;
  }

  private void run(int exit, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try (ChildProcess process = ChildProcess.start("chosen-build", command, Map.of())) {
      int ended = process.exitValue(PATIENCE);
      output = Files.readString(process.log(), StandardCharsets.UTF_8);
      if (ended != exit) {
        throw new AssertionError("ended with " + ended + ":\n" + output);
      }
    }
  }
}
