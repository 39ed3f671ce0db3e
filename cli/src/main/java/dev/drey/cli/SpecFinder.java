// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.text.Glob;
import dev.drey.yaml.YamlReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The specs and tests that paths on the command line mean: a file is itself; a folder, also written
 * {@code folder/...}, is every YAML file below it, links followed, that says {@code apiVersion:
 * drey/}; a glob is what matches; of a Markdown file, the fenced YAML blocks that say so; {@code -}
 * is standard input. No YAML file of a folder is passed over in silence.
 */
final class SpecFinder {
  private final Terminal terminal;
  private final Diagnostics diagnostics;
  private final List<String> skipped = new ArrayList<>();

  /**
   * @param diagnostics receives what cannot be read as text
   */
  SpecFinder(Terminal terminal, Diagnostics diagnostics) {
    this.terminal = terminal;
    this.diagnostics = diagnostics;
  }

  /**
   * @throws UsageException where a path means nothing
   */
  List<SpecInput> find(List<String> paths) {
    List<SpecInput> found = new ArrayList<>();
    Set<Path> seen = new LinkedHashSet<>();
    for (String path : paths) {
      if (path.equals("-")) {
        standardInput().ifPresent(found::add);
      } else {
        for (Path file : files(path)) {
          if (seen.add(real(file))) {
            found.addAll(read(file, isFolder(path)));
          }
        }
      }
    }
    if (found.isEmpty() && diagnostics.list().isEmpty()) {
      throw none(paths);
    }
    return found;
  }

  /** For who needs one. */
  static UsageException none(List<String> paths) {
    return new UsageException(
        "no pipeline spec in "
            + String.join(", ", paths)
            + ": a spec is a YAML file that starts with `apiVersion: drey/v1`");
  }

  /** The YAML files of folders that are no specs, as they are shown. */
  List<String> skipped() {
    return skipped;
  }

  /** The file itself, whatever links lead to it: one file is checked once. */
  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize(); // What reads it says why it cannot be read.
    }
  }

  private Optional<SpecInput> standardInput() {
    try {
      return YamlReader.decode("<stdin>", terminal.in().readAllBytes(), diagnostics)
          .map(source -> SpecInput.of(source, Optional.empty()));
    } catch (IOException e) {
      throw new UsageException("standard input cannot be read: " + e.getMessage());
    }
  }

  private List<SpecInput> read(Path file, boolean onlyOurs) {
    byte[] bytes = bytes(file);
    // A stranger's file in a folder is none of our business, whatever its encoding.
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (onlyOurs && !SpecInput.isOurs(text)) {
      passOver(shown(file), text);
      return List.of();
    }
    Optional<SourceFile> source =
        YamlReader.decode(shown(file), bytes, diagnostics).map(decoded -> decoded.in(folder(file)));
    if (source.isEmpty()) {
      return List.of();
    }
    List<SpecInput> inputs = new ArrayList<>();
    if (file.toString().endsWith(".md")) {
      for (SourceFile block : MarkdownSpecs.in(source.get())) {
        inputs.add(SpecInput.of(block, Optional.of(file)));
      }
    } else {
      inputs.add(SpecInput.of(source.get(), Optional.of(file)));
    }
    return inputs;
  }

  /** A file of a folder that does not say it is ours: told where it may have been meant to. */
  private void passOver(String name, String text) {
    Optional<Diagnostic> doubt = Stranger.doubt(SourceFile.of(name, text));
    doubt.ifPresentOrElse(diagnostics::add, () -> skipped.add(name));
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException(shown(file) + " cannot be read: " + Causes.inWords(e));
    }
  }

  /** Relative to the working folder where it is below it: as the user would type it. */
  private String shown(Path file) {
    Path folder = terminal.folder().toAbsolutePath().normalize();
    Path full = file.toAbsolutePath().normalize();
    return full.startsWith(folder) ? folder.relativize(full).toString() : full.toString();
  }

  private boolean isFolder(String path) {
    return path.endsWith("/...") || path.equals("...") || Files.isDirectory(terminal.resolve(path));
  }

  private Set<Path> files(String path) {
    String start = path.equals("...") ? "." : path.replaceFirst("/\\.\\.\\.$", "");
    try {
      Path resolved = terminal.resolve(start);
      if (Files.isDirectory(resolved)) {
        return walk(resolved, file -> isYaml(file));
      }
      if (Files.exists(resolved) && !path.endsWith("/...")) {
        return Set.of(resolved);
      }
    } catch (InvalidPathException e) {
      throw new UsageException("`" + path + "` is not a path: " + e.getReason());
    }
    if (Glob.firstWildcard(path) >= 0) {
      return glob(path);
    }
    throw new UsageException("`" + path + "` does not exist");
  }

  private Set<Path> glob(String pattern) {
    int folder = pattern.lastIndexOf('/', Glob.firstWildcard(pattern)) + 1;
    Path base = terminal.resolve(folder == 0 ? "." : pattern.substring(0, folder)).normalize();
    Pattern below = Glob.pattern(pattern.substring(folder));
    if (!Files.isDirectory(base)) {
      throw new UsageException("`" + pattern + "` matches nothing: there is no folder " + base);
    }
    Set<Path> found =
        walk(
            base,
            file ->
                below
                    .matcher(base.relativize(file).toString().replace(File.separatorChar, '/'))
                    .matches());
    if (found.isEmpty()) {
      throw new UsageException("`" + pattern + "` matches no file");
    }
    return found;
  }

  private static boolean isYaml(Path file) {
    return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
  }

  /** Files below a folder, sorted, without hidden folders and those of builds. */
  private Set<Path> walk(Path folder, PathMatcher wanted) {
    Set<Path> found = new TreeSet<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = String.valueOf(dir.getFileName());
            boolean skipped =
                !dir.equals(folder)
                    && (name.startsWith(".")
                        || name.equals("target")
                        || name.equals("node_modules"));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE; // A link to a folder around it: that one is read.
            }
            throw e;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (wanted.matches(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      throw new UsageException(shown(folder) + " cannot be read: " + Causes.inWords(e));
    }
    return found;
  }
}
