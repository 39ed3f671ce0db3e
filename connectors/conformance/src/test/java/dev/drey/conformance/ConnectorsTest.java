// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.testing.CatalogCompiler;
import dev.drey.testkit.BrokenSpecs;
import dev.drey.testkit.ConnectorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each connector keeps the contract, and its broken specs give what they expect. */
class ConnectorsTest {
  private final Catalog catalog = Catalog.load(ConnectorsTest.class.getClassLoader());
  private final CatalogCompiler compiler = CatalogCompiler.of(catalog);

  @TestFactory
  Stream<DynamicContainer> keepTheContract() {
    return catalog.connectors().stream()
        .map(
            connector ->
                DynamicContainer.dynamicContainer(
                    connector.descriptor().name(), ConnectorContract.tests(connector, compiler)));
  }

  @TestFactory
  List<DynamicContainer> reportWhatTheirBrokenSpecsExpect() throws IOException {
    List<DynamicContainer> modules = new ArrayList<>();
    for (Path module : modules()) {
      modules.add(
          DynamicContainer.dynamicContainer(
              String.valueOf(module.getFileName()), broken(module).tests(compiler)));
    }
    assertThat(modules).hasSizeGreaterThanOrEqualTo(3);
    return modules;
  }

  @Test
  void haveABrokenSpecOfEachCode() throws IOException {
    Set<String> covered = new TreeSet<>();
    for (Path module : modules()) {
      covered.addAll(broken(module).codes());
    }
    List<DiagnosticCode> codes = new ArrayList<>(ConnectorCodes.all());
    codes.addAll(catalog.diagnostics());
    assertThat(covered)
        .containsAll(codes.stream().map(DiagnosticCode::id).collect(Collectors.toList()));
  }

  private static BrokenSpecs broken(Path module) {
    return BrokenSpecs.in(module.resolve("src/test/resources/broken"));
  }

  /** Those beside this one that have broken specs. */
  private static List<Path> modules() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .filter(module -> Files.isDirectory(module.resolve("src/test/resources/broken")))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
