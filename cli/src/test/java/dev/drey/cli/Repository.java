// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The checkout that is being built. */
final class Repository {
  private Repository() {}

  static Path root() {
    try {
      Path folder =
          Paths.get(Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      while (!Files.exists(folder.resolve("pipelines/word-count"))) {
        folder = requireNonNull(folder.getParent(), "above the repository");
      }
      return folder;
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
