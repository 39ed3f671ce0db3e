// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an option {@code path} means on this machine, with links followed, as a {@code path} again.
 * Paths of other file systems are what they are.
 */
final class RealPath {
  /** As many as Linux follows before it sees a loop. */
  private static final int MOST_LINKS = 40;

  private RealPath() {}

  /** The real path; of a pattern, with what follows its fixed part as written. */
  static String of(String path) {
    if (!FileSinks.isLocal(path)) {
      return path;
    }
    MatchingFiles files = new MatchingFiles(path);
    String real = real(Path.of(files.root().getPath()), 0).toString();
    return real + (real.endsWith("/") ? files.pattern().substring(1) : files.pattern());
  }

  /** The real paths of the files that a source with this path finds now. */
  static List<String> filesOf(String path) {
    List<String> real = new ArrayList<>();
    if (FileSinks.isLocal(path)) {
      for (Path file : new MatchingFiles(path).local()) {
        real.add(real(file, 0).toString());
      }
    }
    return real;
  }

  /** A file that is not there yet lies in the real folder. */
  private static Path real(Path path, int links) {
    try {
      return path.toRealPath();
    } catch (IOException absent) {
      @Nullable Path parent = path.toAbsolutePath().getParent();
      @Nullable Path name = path.getFileName();
      if (parent == null || name == null || links > MOST_LINKS) {
        return path;
      }
      @Nullable Path target = linkTarget(path, parent);
      return target == null
          ? real(parent, links).resolve(name).normalize()
          : real(target, links + 1);
    }
  }

  private static @Nullable Path linkTarget(Path path, Path parent) {
    try {
      return Files.isSymbolicLink(path) ? parent.resolve(Files.readSymbolicLink(path)) : null;
    } catch (IOException unreadable) {
      // As if it were no link: the source or sink itself says what is wrong with it.
      return null;
    }
  }
}
