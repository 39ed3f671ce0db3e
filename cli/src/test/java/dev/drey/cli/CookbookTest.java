// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recipes of the cookbook are right, tested, short, and in its list. */
class CookbookTest {
  private static final Path FOLDER = Repository.root().resolve("pipelines/cookbook");
  private static final int LINES = 45;

  @Test
  void everyRecipeValidatesWithoutAWarning() {
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("validate", "--deny-warnings", FOLDER.toString());

    assertThat(code).as(user.err() + user.out()).isZero();
  }

  @Test
  void everyTestPasses() {
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("test", FOLDER.toString());

    assertThat(code).as(user.out() + user.err()).isZero();
  }

  @Test
  void everyRecipeIsTestedAndListedAndShort() throws IOException {
    List<Path> recipes = recipes(FOLDER);
    assertThat(names(recipes)).isEqualTo(names(recipes(FOLDER.resolve("tests"))));
    List<String> readme = Files.readAllLines(FOLDER.resolve("README.md"));
    assertThat(readme.stream().filter(line -> line.startsWith("| [")))
        .containsExactlyElementsOf(
            recipes.stream().map(CookbookTest::row).collect(Collectors.toList()));
    for (Path recipe : recipes) {
      assertThat(Files.readAllLines(recipe)).as(recipe.toString()).hasSizeLessThan(LINES);
    }
  }

  private static List<Path> recipes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toList());
  }

  /** The name as a link and the description of the spec. */
  private static String row(Path recipe) {
    String file = recipe.getFileName().toString();
    try {
      String description =
          Files.readAllLines(recipe).stream()
              .filter(line -> line.startsWith("description: "))
              .findFirst()
              .orElseThrow()
              .substring("description: ".length());
      String text =
          description.startsWith("\"")
              ? description.substring(1, description.length() - 1)
              : description;
      return String.format(
          "| [%s](%s) | %s |", file.substring(0, file.length() - ".yaml".length()), file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
