// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.testkit.BrokenSpecs;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every spec below {@code broken/} gives exactly the diagnostics that it expects. What connectors
 * report stands with them, and is looked at in the module {@code connectors/conformance}.
 */
class BrokenSpecsTest {
  private static final BrokenSpecs SPECS = BrokenSpecs.in(Paths.get("src/test/resources/broken"));

  @TestFactory
  Stream<DynamicTest> givesWhatItExpects() throws IOException {
    return SPECS.tests(new TestedCompiler(Catalog.load(BrokenSpecsTest.class.getClassLoader())));
  }

  @Test
  void everyCodeOfTheCompilerHasOne() throws IOException {
    assertThat(SPECS.codes())
        .containsAll(
            DiagnosticCodes.with(List.of()).all().stream()
                .filter(code -> !ConnectorCodes.all().contains(code))
                .map(DiagnosticCode::id)
                .filter(id -> id.compareTo("DR0750") < 0) // Then: launching, and tests.
                .filter(id -> !id.equals("DR0724")) // A class path without Flink: NoPlannerTest.
                .collect(Collectors.toList()));
  }
}
