// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.source.SourceFile;
import dev.drey.testing.TestFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text to check, and the file it comes from. */
@AutoValue
abstract class SpecInput {
  private static final Pattern SPEC = Pattern.compile("(?m)^\\s*apiVersion:\\s*[\"']?drey/");

  /** The key or its value with a slip in it: what follows says which. */
  private static final Pattern NEARLY =
      Pattern.compile(
          "(?m)^\\s*[\"']?([A-Za-z][A-Za-z_-]{3,12})[\"']?\\s*:\\s*[\"']?([A-Za-z]{3,8}[/.:_-]?v?[0-9]*)");

  /** Where a spec says what it is, even behind a long comment. */
  private static final int LOOKED_AT = 10_000;

  static SpecInput of(SourceFile source, Optional<Path> path) {
    return new AutoValue_SpecInput(source, path);
  }

  abstract SourceFile source();

  /** Absent for standard input. */
  abstract Optional<Path> path();

  /** Whether it holds tests of a spec. */
  boolean isTest() {
    return TestFiles.holdsTests(source().text());
  }

  /** What paths in the text are relative to: the file's folder, or the working folder. */
  Path folder(Terminal terminal) {
    Path parent = path().map(path -> path.toAbsolutePath().getParent()).orElse(null);
    return parent == null ? terminal.folder() : parent;
  }

  /** Whether a text found in a folder is one of ours at all. */
  static boolean isOurs(String text) {
    return SPEC.matcher(text).find() || isNearly(text);
  }

  private static boolean isNearly(String text) {
    Matcher line = NEARLY.matcher(text.substring(0, Math.min(text.length(), LOOKED_AT)));
    while (line.find()) {
      String key = String.valueOf(line.group(1)).toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
      String value = String.valueOf(line.group(2)).toLowerCase(Locale.ROOT);
      boolean sameKey = key.equals("apiversion");
      boolean nearKey = sameKey || DidYouMean.closest(key, List.of("apiversion")).isPresent();
      boolean sameValue = value.equals("drey/v1");
      boolean nearValue = sameValue || DidYouMean.closest(value, List.of("drey/v1")).isPresent();
      if ((sameKey && nearValue) || (nearKey && sameValue)) {
        return true;
      }
    }
    return false;
  }
}
