// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.stream.Stream;

/** The JAR that the build has just made. */
final class LauncherJar {
  private LauncherJar() {}

  static Path find() throws IOException, URISyntaxException {
    Path classes =
        Paths.get(LauncherJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.getParent())) {
      return files
          .filter(file -> file.getFileName().toString().matches("drey-launcher-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no launcher JAR: mvn package comes first"));
    }
  }
}
