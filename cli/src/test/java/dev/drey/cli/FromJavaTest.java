// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/guide/from-java.md} names every pipeline, and its lines. */
class FromJavaTest {
  private static final Path DOCS = Paths.get("..", "docs");
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| [\\w-]+ \\| \\d+ \\| \\[([\\w-]+)]\\(../examples/\\1[.]yaml\\) \\| (\\d+) \\|$");

  private static Set<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("examples"))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void eachCompiles() {
    CommandLineUser user = new CommandLineUser(DOCS);

    assertThat(user.drey("validate", "--deny-warnings", "examples")).as(user.err()).isZero();
  }

  @Test
  void theTableHasTheLinesOfEach() throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    for (Path file : examples()) {
      counted.put(
          file.getFileName().toString().replace(".yaml", ""),
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
              .count());
    }
    Map<String, Long> told =
        ROW.matcher(Files.readString(DOCS.resolve("guide/from-java.md")))
            .results()
            .collect(
                Collectors.toMap(
                    (MatchResult row) -> row.group(1), row -> Long.valueOf(row.group(2))));
    assertThat(told).isEqualTo(counted).isNotEmpty();
  }
}
