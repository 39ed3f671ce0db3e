// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.text.Visible;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder for all that a run keeps on disk, gone with the run. */
final class TemporaryFolder implements AutoCloseable {
  private static final int DELETE_ATTEMPTS = 10;

  private final Path path;
  private final Terminal terminal;

  private TemporaryFolder(Path path, Terminal terminal) {
    this.path = path;
    this.terminal = terminal;
  }

  static TemporaryFolder create(Terminal terminal) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("drey-run"), terminal);
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Flink removes its checkpoints at the same time: files vanish, and come, while we look. */
  @Override
  public synchronized void close() {
    IOException last = null;
    for (int attempt = 0; attempt < DELETE_ATTEMPTS && Files.exists(path); attempt++) {
      try {
        Files.walkFileTree(path, new Deletion());
      } catch (IOException again) {
        last = again;
      }
    }
    if (last != null && Files.exists(path)) {
      terminal.err().println(Visible.lines("left behind in " + path + ": " + Causes.inWords(last)));
    }
  }

  /** Deletes what is there; what is gone already is as wanted. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
