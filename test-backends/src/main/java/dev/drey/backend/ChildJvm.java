// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.File;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line of a Java program that runs in a process of its own, on the JDK that runs this
 * one. Small and quick to start by default: 256 MB of heap, serial collector, first-tier compiler.
 */
final class ChildJvm {
  private final String name;
  private final List<Path> classPath;
  private final List<String> flags =
      new ArrayList<>(
          List.of(
              "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
  private final Map<String, String> environment = new LinkedHashMap<>();

  private ChildJvm(String name, List<Path> classPath) {
    this.name = name;
    this.classPath = new ArrayList<>(classPath);
  }

  /**
   * A program whose classes are the jars of a folder.
   *
   * @param name of the log file and in messages
   */
  public static ChildJvm ofJars(String name, Path folder) {
    return new ChildJvm(name, BackendFolder.jars(folder));
  }

  /** Puts a folder of classes or a jar in front of the class path. */
  public ChildJvm classesFirst(Path entry) {
    classPath.add(0, entry);
    return this;
  }

  /** Adds flags of the JVM, such as {@code -Xmx448m}; a later one wins over an earlier one. */
  public ChildJvm flags(String... more) {
    flags.addAll(Arrays.asList(more));
    return this;
  }

  /** Sets a variable of the process's environment. */
  public ChildJvm environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts the program. */
  public ChildProcess start(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(Arrays.asList(arguments));
    return ChildProcess.start(name, command, environment);
  }
}
