// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.testing.CatalogCompiler;
import dev.drey.testkit.BrokenSpec;
import dev.drey.testkit.BrokenSpecs;
import dev.drey.testkit.ConnectorContract;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
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
  private static final String BUILT_IN =
      "dev[.]drey[.]connector[.](datagen|discard|file|inline|print)[.].*";

  private final Catalog catalog = Catalog.load(ConnectorsTest.class.getClassLoader());
  private final CatalogCompiler compiler = CatalogCompiler.of(catalog);

  @TestFactory
  @Shows(contract = Contract.OPTIONS)
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

  /** Of each connector that is a module of its own: in a source, a sink and a lookup. */
  @Test
  void areNamedWhereABuildLeavesThemOut() {
    List<String> modules =
        catalog.connectors().stream()
            .filter(connector -> !connector.getClass().getName().matches(BUILT_IN))
            .map(connector -> connector.descriptor().name())
            .collect(Collectors.toList());
    assertThat(modules).hasSizeGreaterThan(10).contains("kafka");
    for (String name : modules) {
      Catalog without =
          Catalog.of(
              catalog.connectors().stream()
                  .filter(connector -> !connector.descriptor().name().equals(name))
                  .collect(Collectors.toList()),
              List.copyOf(catalog.formats()));
      String spec =
          "apiVersion: drey/v1\n"
              + "name: small\n"
              + "sources:\n"
              + "  a: {datagen: {rows: 1}, type: {id: STRING NOT NULL}}\n"
              + "  b: {NAME: {}, type: {id: STRING}}\n"
              + "streams:\n"
              + "  c: {from: a, lookup: {NAME: {}, key: [id], as: x, type: {id: STRING}}}\n"
              + "sinks:\n"
              + "  d: {from: a, NAME: {}}\n"
              + "  e: {from: c, print: {}}\n";
      assertThat(
              CatalogCompiler.of(without)
                  .compile(BrokenSpec.of("left-out.yaml", spec.replace("NAME", name))))
          .as(name)
          .extracting(each -> each.place() + " " + each.message())
          .contains(
              "5:7 DR0203 this build of Drey has no connector `" + name + "`",
              "7:25 DR0203 this build of Drey has no connector `" + name + "`",
              "9:16 DR0203 this build of Drey has no connector `" + name + "`");
    }
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
