// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the build put a backend's files: folders below this module's own, found from where this
 * class was loaded ({@code target/classes} or the jar in {@code target}), so that neither the
 * working directory nor a setting matters.
 */
final class BackendFolder {
  private BackendFolder() {}

  /** A path below the module's folder, such as {@code kafka-server/target/lib}. */
  public static Path resolve(String relative) {
    return find(relative)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    relative + " is not there: mvn -pl test-backends -am test-compile"));
  }

  /** The same, for what may not be installed. */
  public static Optional<Path> find(String relative) {
    try {
      Path classes =
          Paths.get(
              BackendFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = classes; folder != null; folder = folder.getParent()) {
        Path found = folder.resolve(relative);
        if (Files.exists(found)) {
          return Optional.of(found);
        }
        if (folder.endsWith("test-backends")) {
          return Optional.empty();
        }
      }
      throw new IllegalStateException("not in a folder called test-backends: " + classes);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The jars of a folder, by name. */
  public static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
