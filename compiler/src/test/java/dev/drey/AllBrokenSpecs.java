// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.testkit.BrokenSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The broken specs of the compiler and of the connectors. */
public final class AllBrokenSpecs {
  private AllBrokenSpecs() {}

  /** By their names. */
  public static List<Path> paths() throws IOException {
    List<Path> specs = new ArrayList<>(BrokenSpec.in(Paths.get("src/test/resources/broken")));
    for (String connector : List.of("builtin", "kafka", "kinesis")) {
      specs.addAll(
          BrokenSpec.in(Paths.get("../connectors", connector, "src/test/resources/broken")));
    }
    specs.sort(Comparator.comparing(path -> String.valueOf(path.getFileName())));
    return specs;
  }
}
