// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The plug-in of {@code samples/plugin}, which is no module: compiled by the compiler alone, on the
 * class path of who tests it.
 */
public final class SamplePlugin {
  private static final String SERVICES = "META-INF/services";

  private final Path classes;

  private SamplePlugin(Path classes) {
    this.classes = classes;
  }

  /**
   * Compiles it.
   *
   * @param classes an empty folder
   */
  public static SamplePlugin build(Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--release",
                "11",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    for (Path source : files(folder().resolve("src/main/java"))) {
      arguments.add(source.toString());
    }
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    if (problems != 0) {
      throw new AssertionError("the sample does not compile");
    }
    Path resources = folder().resolve("src/main/resources");
    for (Path resource : files(resources)) {
      Path copy = classes.resolve(resources.relativize(resource));
      Files.createDirectories(copy.getParent());
      Files.copy(resource, copy);
    }
    return new SamplePlugin(classes);
  }

  /** Where its sources and specs are. */
  public static Path folder() {
    return BackendFolder.resolve("pom.xml").resolveSibling("../samples/plugin").normalize();
  }

  /** Files below a folder. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  /**
   * A launcher with the plug-in in it, as {@code -Dplugin.artifact} shades one: its files beside
   * those of the launcher, and of services the lines of both.
   *
   * @param launcher one without it
   * @param made the file to write
   */
  public Path launcher(Path launcher, Path made) throws IOException {
    Files.copy(launcher, made);
    try (FileSystem jar = FileSystems.newFileSystem(made, (ClassLoader) null)) {
      for (Path file : files(classes)) {
        Path entry = jar.getPath(classes.relativize(file).toString());
        Files.createDirectories(jar.getPath("/").resolve(entry).getParent());
        if (entry.startsWith(SERVICES) && Files.exists(entry)) {
          Files.writeString(entry, Files.readString(entry).trim() + "\n" + Files.readString(file));
        } else {
          Files.copy(file, entry);
        }
      }
    }
    return made;
  }
}
