package dev.drey.cli;

import com.google.auto.value.AutoValue;
import dev.drey.source.SourceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A text to check, and the file it comes from. */
@AutoValue
abstract class SpecInput {
  private static final Pattern SPEC = Pattern.compile("(?m)^\\s*apiVersion:\\s*[\"']?drey/");
  private static final Pattern TEST = Pattern.compile("(?m)^pipeline:");

  static SpecInput of(SourceFile source, Optional<Path> path) {
    return new AutoValue_SpecInput(source, path);
  }

  abstract SourceFile source();

  /** Absent for standard input. */
  abstract Optional<Path> path();

  /** Whether it holds tests of a spec: it names a {@code pipeline}. */
  boolean isTest() {
    return TEST.matcher(source().text()).find();
  }

  /** What paths in the text are relative to: the file's folder, or the working folder. */
  Path folder(Terminal terminal) {
    Path parent = path().map(path -> path.toAbsolutePath().getParent()).orElse(null);
    return parent == null ? terminal.folder() : parent;
  }

  /** Whether a text found in a folder is one of ours at all. */
  static boolean isOurs(String text) {
    return SPEC.matcher(text).find();
  }
}
