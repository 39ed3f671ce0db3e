// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.testkit.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each connector in each role has a test of each contract, or a reason why there is none. */
class ContractsPageTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path PAGE = Path.of("docs/reference/contracts.md");
  private static final String WRITES =
      "mvn -pl connectors/conformance -am test -Dtest=ContractsPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddrey.update=true";

  private final Catalog catalog = Catalog.load(ContractsPageTest.class.getClassLoader());
  private final ShownContracts shown = ShownContracts.in(ROOT);
  private final NotShown notShown = NotShown.read();

  ContractsPageTest() throws IOException {}

  @Test
  void everyCellHasATestOrAReason() {
    List<String> wrong = new ArrayList<>();
    Set<NotShown.Line> used = new HashSet<>();
    forEachCell(
        (connector, role, contract) -> {
          boolean tested = !tests(connector, role, contract).isEmpty();
          List<NotShown.Line> reasons = notShown.of(connector, role, contract);
          used.addAll(reasons);
          String cell = connector + " " + role + " " + contract;
          if (tested && !reasons.isEmpty()) {
            wrong.add(cell + " has a test and a reason why it has none");
          } else if (!tested && reasons.size() != 1) {
            wrong.add(cell + " has no test and " + reasons.size() + " reasons");
          }
        });
    notShown.lines().stream()
        .filter(line -> !used.contains(line))
        .forEach(line -> wrong.add("of no cell: " + line.text));
    assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
  }

  @Test
  void everyTestShowsSomethingOfAConnectorThatThereIs() {
    Set<String> cells = new TreeSet<>();
    forEachCell((connector, role, contract) -> cells.addAll(tests(connector, role, contract)));
    Map<String, List<Kind>> roles = new TreeMap<>();
    for (Connector connector : catalog.connectors()) {
      roles.put(connector.descriptor().name(), roles(connector.descriptor()));
    }
    for (ShownContracts.Shown test : shown.all()) {
      assertThat(cells).contains(test.test);
      assertThat(test.contracts).as(test.test).isNotEmpty();
      assertThat(roles.keySet()).as(test.test).containsAll(test.connectors);
      for (String connector : test.connectors) {
        assertThat(roles.get(connector)).as(test.test).containsAll(test.roles);
      }
    }
  }

  @Test
  void thePageIsCommitted() throws IOException {
    Path file = ROOT.resolve(PAGE);
    String page = page();
    if (Boolean.getBoolean("drey.update")) {
      Files.writeString(file, page);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "").as(WRITES).isEqualTo(page);
  }

  /** One use of a connector and one contract. */
  private interface Cell {
    void of(String connector, Kind role, Contract contract);
  }

  private void forEachCell(Cell cell) {
    for (Connector connector : catalog.connectors()) {
      for (Kind role : roles(connector.descriptor())) {
        for (Contract contract : Contract.values()) {
          cell.of(connector.descriptor().name(), role, contract);
        }
      }
    }
  }

  private static List<Kind> roles(ConnectorDescriptor descriptor) {
    List<Kind> roles = new ArrayList<>();
    descriptor.sourceOptions().ifPresent(options -> roles.add(Kind.SOURCE));
    descriptor.sinkOptions().ifPresent(options -> roles.add(Kind.SINK));
    descriptor.lookupOptions().ifPresent(options -> roles.add(Kind.LOOKUP));
    return roles;
  }

  private List<String> tests(String connector, Kind role, Contract contract) {
    return shown.all().stream()
        .filter(test -> test.shows(connector, role, contract))
        .map(test -> test.test)
        .sorted()
        .distinct()
        .collect(Collectors.toList());
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
                "<!-- Written by the build from its tests; see ContractsPageTest. -->\n\n")
            .append("# Contracts\n\n")
            .append("Which test of the build shows what of each [system](systems.md), in each of\n")
            .append("its roles. A cell without a test says why.\n\n")
            .append("| contract | what its tests show |\n|---|---|\n");
    for (Contract contract : Contract.values()) {
      page.append("| ").append(contract.label()).append(" | ").append(contract.words());
      page.append(" |\n");
    }
    page.append("\n| system | role |");
    for (Contract contract : Contract.values()) {
      page.append(' ').append(contract.label()).append(" |");
    }
    page.append("\n|---|---|").append("---|".repeat(Contract.values().length)).append('\n');
    Set<String> classes = new TreeSet<>();
    for (Connector connector : catalog.connectors()) {
      String name = connector.descriptor().name();
      for (Kind role : roles(connector.descriptor())) {
        page.append("| [").append(name).append("](connectors/").append(name).append(".md) | ");
        page.append(role.name().toLowerCase(Locale.ROOT)).append(" |");
        for (Contract contract : Contract.values()) {
          page.append(' ').append(cell(name, role, contract, classes)).append(" |");
        }
        page.append('\n');
      }
    }
    page.append('\n');
    for (String name : classes) {
      page.append('[').append(name).append("]: ../../").append(shown.files().get(name));
      page.append('\n');
    }
    return page.toString();
  }

  private String cell(String connector, Kind role, Contract contract, Set<String> classes) {
    List<String> links = new ArrayList<>();
    for (String test : tests(connector, role, contract)) {
      String name = test.substring(0, test.indexOf('.'));
      classes.add(name);
      links.add("[" + test + "][" + name + "]");
    }
    if (!links.isEmpty()) {
      return String.join("<br>", links);
    }
    Optional<NotShown.Line> reason = notShown.of(connector, role, contract).stream().findFirst();
    return reason.map(line -> "*" + line.reason + "*").orElse("");
  }
}
