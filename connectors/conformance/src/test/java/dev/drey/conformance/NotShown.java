// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import dev.drey.connector.ConnectorUsage;
import dev.drey.testkit.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The cells that no test fills, and why: lines {@code CONNECTOR ROLE CONTRACT ~ reason}, each of
 * the three several with {@code |} between them, or {@code *}.
 */
final class NotShown {
  private static final Path FILE = Path.of("src/test/resources/contracts.known");

  private final List<Line> lines;

  private NotShown(List<Line> lines) {
    this.lines = lines;
  }

  /** One line. */
  static final class Line {
    final String text;
    final String reason;
    private final List<List<String>> names;

    private Line(String text) {
      this.text = text;
      int middle = text.indexOf(" ~ ");
      String[] three = text.substring(0, Math.max(0, middle)).split(" ", -1);
      if (three.length != 3) {
        throw new AssertionError("not CONNECTOR ROLE CONTRACT ~ reason: " + text);
      }
      this.reason = text.substring(middle + 3);
      this.names = List.of(names(three[0]), names(three[1]), names(three[2]));
      check(names.get(1), List.of(ConnectorUsage.Kind.values()));
      check(names.get(2), List.of(Contract.values()));
    }

    private static List<String> names(String text) {
      return List.of(text.split("[|]"));
    }

    private void check(List<String> written, List<? extends Enum<?>> known) {
      List<String> names = known.stream().map(NotShown::name).collect(Collectors.toList());
      names.add("*");
      if (!names.containsAll(written)) {
        throw new AssertionError("none of " + names + ": " + text);
      }
    }

    boolean covers(String connector, ConnectorUsage.Kind role, Contract contract) {
      return has(0, connector) && has(1, name(role)) && has(2, name(contract));
    }

    private boolean has(int part, String name) {
      return names.get(part).contains("*") || names.get(part).contains(name);
    }
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static NotShown read() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        lines.add(new Line(line));
      }
    }
    return new NotShown(lines);
  }

  List<Line> lines() {
    return lines;
  }

  List<Line> of(String connector, ConnectorUsage.Kind role, Contract contract) {
    return lines.stream()
        .filter(line -> line.covers(connector, role, contract))
        .collect(Collectors.toList());
  }
}
