// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the mutations start from: the example pipelines, the specs that the docs show, and the
 * fixtures of the compiler's tests, of which the broken ones are near to many more faults.
 */
final class GoodSpecs {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(apiVersion: .*?)```");

  /** A fixture beyond this is about size, and slow to take apart again and again. */
  private static final int LONGEST = 20_000;

  private GoodSpecs() {}

  static List<String> all() throws IOException {
    List<String> specs = new ArrayList<>();
    for (Path file : files(Paths.get("../pipelines"), "pipeline.yaml")) {
      specs.add(text(file));
    }
    for (Path page : files(Paths.get("../docs"), ".md")) {
      Matcher blocks = BLOCK.matcher(text(page));
      while (blocks.find()) {
        specs.add(blocks.group(1));
      }
    }
    for (Path file : files(Paths.get("src/test/resources"), ".yaml")) {
      String text = text(file);
      if (text.length() <= LONGEST) {
        specs.add(text);
      }
    }
    return List.copyOf(specs);
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
