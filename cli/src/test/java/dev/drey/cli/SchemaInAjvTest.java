// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.NodeScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published schema in a validator of another ecosystem, as editors use it. */
class SchemaInAjvTest {
  private static final Pattern ERROR = Pattern.compile("# error: \\d+ \\[(DR\\d{4})]");

  private static final Path TRIGGER_OF_A_SESSION =
      Repository.root().resolve("compiler/src/test/resources/broken/later-trigger.yaml");

  @Test
  void ajvAcceptsEveryPipeline() throws Exception {
    List<Path> pipelines = files("pipelines", "pipeline.yaml");

    assertThat(pipelines).hasSizeGreaterThanOrEqualTo(5);
    assertThat(ajv("drey-v1.schema.json", pipelines))
        .hasSameSizeAs(pipelines)
        .allMatch(line -> line.startsWith("accepted "));
  }

  @Test
  void ajvAcceptsEveryTestOfAPipeline() throws Exception {
    List<Path> tests =
        files("pipelines", ".yaml").stream()
            .filter(file -> requireNonNull(file.getParent()).endsWith("tests"))
            .collect(Collectors.toList());

    assertThat(tests).hasSizeGreaterThanOrEqualTo(5);
    assertThat(ajv("drey-v1-test.schema.json", tests))
        .hasSameSizeAs(tests)
        .allMatch(line -> line.startsWith("accepted "));
  }

  /** The schema is that of the language, whose keys do not know each other's values. */
  @Test
  void ajvAcceptsWhatThisVersionAloneLeavesOutOfTwoKeys() throws Exception {
    assertThat(ajv("drey-v1.schema.json", List.of(TRIGGER_OF_A_SESSION)))
        .hasSize(1)
        .allMatch(line -> line.startsWith("accepted "));
  }

  @Test
  void ajvRejectsWhatIsStructurallyBroken() throws Exception {
    List<Path> broken = new ArrayList<>();
    for (Path file : files("compiler/src/test/resources/broken", ".yaml")) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      List<String> codes = new ArrayList<>();
      Matcher matcher = ERROR.matcher(text);
      while (matcher.find()) {
        codes.add(matcher.group(1));
      }
      // What is wrong only through the value of a parameter, a schema cannot see.
      boolean seen = !text.contains("${") && !file.equals(TRIGGER_OF_A_SESSION);
      if (seen && !codes.isEmpty() && codes.stream().allMatch(code -> code.startsWith("DR02"))) {
        broken.add(file);
      }
    }

    assertThat(broken).hasSizeGreaterThanOrEqualTo(20);
    assertThat(ajv("drey-v1.schema.json", broken))
        .hasSameSizeAs(broken)
        .allMatch(line -> line.startsWith("rejected "));
  }

  private static List<String> ajv(String schema, List<Path> files) throws Exception {
    Path schemas = Repository.root().resolve("schemas");
    List<String> arguments = new ArrayList<>();
    arguments.add(schemas.resolve(schema).toString());
    files.forEach(file -> arguments.add(file.toString()));
    return NodeScript.lines(
        schemas.resolve("check").resolve("check.mjs"), arguments.toArray(new String[0]));
  }

  private static List<Path> files(String folder, String ending) throws Exception {
    try (Stream<Path> files = Files.walk(Repository.root().resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
