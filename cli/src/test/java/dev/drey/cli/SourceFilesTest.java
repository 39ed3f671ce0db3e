// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds of every source file of the repository. {@code -Ddrey.update=true} writes the headers
 * that are missing, and still fails that run.
 */
class SourceFilesTest {
  private static final String LICENCE = "SPDX-License-Identifier: Apache-2.0";
  private static final Set<String> SCRIPTS = Set.of("drey", ".ci/run", "benchmarks/run");

  /** A file that is longer is two things. */
  private static final int LONGEST = 500;

  @Test
  void sayTheirLicenceFirst() throws IOException {
    List<Path> without = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      if (!text.startsWith(header(text))) {
        without.add(file);
      }
    }
    if (Boolean.getBoolean("drey.update") && !without.isEmpty()) {
      for (Path file : without) {
        String text = Files.readString(file);
        String first = firstLine(text);
        Files.writeString(file, header(text) + text.substring(first.length()));
      }
      fail("wrote the header of " + without);
    }
    assertThat(without).as("-Ddrey.update=true writes their first line").isEmpty();
  }

  /** The line of a script that names its interpreter, if there is one, then the licence. */
  private static String header(String text) {
    String first = firstLine(text);
    return first + (first.isEmpty() ? "// " : "# ") + LICENCE + "\n";
  }

  private static String firstLine(String text) {
    return text.startsWith("#!") ? text.substring(0, text.indexOf('\n') + 1) : "";
  }

  @Test
  void areShort() throws IOException {
    List<String> longer = new ArrayList<>();
    for (Path file : sources()) {
      long lines = Files.readString(file).lines().count();
      if (lines > LONGEST) {
        longer.add(file + ": " + lines);
      }
    }
    assertThat(longer).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    Path root = Repository.root();
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            return Set.of("target", "node_modules", ".git").contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString();
            if (name.matches(".*\\.(java|mjs|js)") || SCRIPTS.contains(name)) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(sources).hasSizeGreaterThan(500);
    return sources;
  }
}
