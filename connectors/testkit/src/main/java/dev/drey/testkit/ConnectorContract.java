// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.JobConnector;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.Permission;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every connector holds: what its descriptor says is what it does, its examples are specs, its
 * options are told in words, it asks for the permissions of its uses and no others, its codes have
 * pages that are true, and it describes itself where Flink is not.
 */
public final class ConnectorContract {
  private final Connector connector;
  private final ConnectorDescriptor descriptor;
  private final ExampleCompiler compiler;

  private ConnectorContract(Connector connector, ExampleCompiler compiler) {
    this.connector = connector;
    this.descriptor = connector.descriptor();
    this.compiler = compiler;
  }

  /** A test for each clause. */
  public static Stream<DynamicTest> tests(Connector connector, ExampleCompiler compiler) {
    ConnectorContract contract = new ConnectorContract(connector, compiler);
    return Stream.of(
        contract.clause("is found by its name", ConnectorContract::isFoundByItsName),
        contract.clause("has the roles that it describes", ConnectorContract::hasItsRoles),
        contract.clause("says where a record was by its metadata", ConnectorContract::hasMetadata),
        contract.clause("shows specs that compile", ConnectorContract::showsSpecs),
        contract.clause("tells each option", c -> c.options().check()),
        contract.clause("shows values that an option takes", c -> c.options().checkExamples()),
        contract.clause("asks for what its uses need", ConnectorContract::asksForPermissions),
        contract.clause("has codes of its own with pages", ConnectorContract::hasCodes),
        contract.clause("describes itself without Flink", ConnectorContract::needsNoFlink));
  }

  private DynamicTest clause(String words, Check<ConnectorContract> check) {
    return DynamicTest.dynamicTest(words, () -> check.of(this));
  }

  /** What is to hold, which may throw. */
  private interface Check<T> {
    void of(T subject) throws Exception;
  }

  private OptionContract options() {
    return new OptionContract(descriptor, compiler);
  }

  private void isFoundByItsName() {
    assertThat(Catalog.load(connector.getClass().getClassLoader()).connector(descriptor.name()))
        .as("META-INF/services")
        .map(Object::getClass)
        .contains(connector.getClass());
    assertThat(connector.descriptor().name()).as("at any time").isEqualTo(descriptor.name());
    assertThat(descriptor.description()).endsWith(".");
  }

  private JobConnector job() {
    return JobConnector.of(connector);
  }

  private void hasItsRoles() {
    assertThat(job().asSource().isPresent()).isEqualTo(descriptor.sourceOptions().isPresent());
    assertThat(job().asSink().isPresent()).isEqualTo(descriptor.sinkOptions().isPresent());
    assertThat(job().asLookup().isPresent()).isEqualTo(descriptor.lookupOptions().isPresent());
    assertThat(List.of(job().asSource(), job().asSink(), job().asLookup()))
        .as("a role at all")
        .anyMatch(role -> role.isPresent());
    assertThat(descriptor.sourceExample().isPresent())
        .isEqualTo(descriptor.sourceOptions().isPresent());
    assertThat(descriptor.sinkExample().isPresent())
        .isEqualTo(descriptor.sinkOptions().isPresent());
    assertThat(descriptor.lookupExample().isPresent())
        .isEqualTo(descriptor.lookupOptions().isPresent());
    assertThat(descriptor.testedAgainst()).isNotEmpty();
    if (job().asSink().isPresent()) {
      assertThat(descriptor.sinkDelivery()).isNotEmpty();
      assertThat(descriptor.sinkChanges()).isNotEmpty();
      assertThat(descriptor.sinkRefusals()).isNotEmpty();
    }
  }

  private void hasMetadata() {
    List<String> keys =
        descriptor.metadata().stream().map(MetadataColumn::key).collect(Collectors.toList());
    assertThat(keys).doesNotHaveDuplicates().containsAll(descriptor.position());
    assertThat(descriptor.metadata()).allMatch(column -> column.description().endsWith("."));
  }

  private void showsSpecs() {
    for (BrokenSpec example : ExampleSpecs.of(descriptor)) {
      List<Reported> reported = compiler.compile(example);
      assertThat(reported).as(example.text() + BrokenSpec.listing(reported)).isEmpty();
    }
  }

  private void asksForPermissions() {
    for (BrokenSpec example : ExampleSpecs.of(descriptor)) {
      for (ConnectorUsage usage : compiler.usages(example)) {
        if (ExampleSpecs.isOther(usage.name())) {
          continue;
        }
        List<Permission> permissions = connector.permissions(usage);
        assertThat(permissions.isEmpty())
            .as("permissions of " + usage)
            .isEqualTo(descriptor.iamActions().isEmpty());
        assertThat(connector.iamActions(usage)).isSubsetOf(descriptor.iamActions());
        for (Permission permission : permissions) {
          assertThat(permission.action()).matches("[a-z0-9-]+:[A-Z][A-Za-z]+");
          assertThat(permission.resources()).as(permission.action()).isNotEmpty();
          assertThat(permission.resources())
              .as(permission.action())
              .allMatch(resource -> resource.matches("arn:[^:]+:[a-z0-9-]+:[^:]*:[^:]*:.+"));
        }
      }
    }
  }

  private void hasCodes() {
    assertThat(connector.diagnostics())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(ConnectorCodes.all());
    for (DiagnosticCode code : connector.diagnostics()) {
      assertThat(code.id()).as("a connector's range").matches("DR(06[2-9]|9[0-9]{2})[0-9]");
      DiagnosticPage page = DiagnosticPage.of(code);
      assertThat(page.wrong()).as("a pipeline as the wrong one of " + code).isPresent();
      page.check(compiler);
    }
  }

  private void needsNoFlink() throws Exception {
    assertThat(WithoutFlink.descriptorOf(connector))
        .startsWith("ConnectorDescriptor{name=" + descriptor.name() + ",");
  }
}
