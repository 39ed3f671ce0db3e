// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The runner of broken specs: every spec below a folder gives exactly the diagnostics that it
 * expects, each a sentence at a place of the spec with a help that says what to write.
 */
public final class BrokenSpecs {
  private final Path folder;

  private BrokenSpecs(Path folder) {
    this.folder = folder;
  }

  public static BrokenSpecs in(Path folder) {
    return new BrokenSpecs(folder);
  }

  /** A test for each. */
  public Stream<DynamicTest> tests(SpecCompiler compiler) throws IOException {
    return BrokenSpec.in(folder).stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    folder.relativize(path).toString(),
                    path.toUri(),
                    () -> check(BrokenSpec.read(path), compiler)));
  }

  /** The codes that they expect. */
  public Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path path : BrokenSpec.in(folder)) {
      BrokenSpec.read(path).expected().forEach(line -> codes.add(line.replaceFirst(".* ", "")));
    }
    return codes;
  }

  /** Fails where the compiler says anything else of the spec than it expects. */
  public static void check(BrokenSpec spec, SpecCompiler compiler) {
    assertThat(spec.expected()).as("a broken spec expects something").isNotEmpty();
    List<Reported> reported = compiler.compile(spec);
    assertThat(BrokenSpec.places(reported))
        .as(BrokenSpec.listing(reported))
        .isEqualTo(spec.expected());
    for (Reported each : reported) {
      assertThat(each.message()).as("a sentence without full stop").doesNotEndWith(".");
      assertThat(each.help()).as("what to write: " + each).isNotEmpty();
    }
  }
}
