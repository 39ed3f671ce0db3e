// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of files that are read or written, of which the next job gets a new one. */
final class Folder {
  /** Into how many files the input goes. */
  static final int FILES = 10;

  private final Path root;
  private @Nullable Path current;

  Folder() {
    try {
      root = Files.createTempDirectory("drey-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void next() throws IOException {
    current = Files.createTempDirectory(root, "run");
  }

  Path path() {
    return Objects.requireNonNull(current, "next() comes first");
  }

  org.apache.flink.core.fs.Path flinkPath() {
    return new org.apache.flink.core.fs.Path(path().toUri());
  }

  /** The first record of a file. */
  int start(int file, Records input) {
    return (int) ((long) input.count() * file / FILES);
  }

  /** The files that are complete. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(path())) {
      return files
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  void close() {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
