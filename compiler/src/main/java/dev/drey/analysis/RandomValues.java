// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Delivery;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expressions that draw lots. After a failure rows are computed again and have other values, so
 * what was written of them before and what is written then differ, whatever a sink promises.
 */
final class RandomValues {
  private final List<Drawn> drawn = new ArrayList<>();

  private static final class Drawn {
    private final String stream;
    private final LocatedText text;

    private Drawn(String stream, LocatedText text) {
      this.stream = stream;
      this.text = text;
    }
  }

  void add(String stream, LocatedText text) {
    drawn.add(new Drawn(stream, text));
  }

  /** Warns of each, with the sinks that it reaches. */
  void report(List<PlanNode> nodes, Diagnostics diagnostics) {
    for (Drawn one : drawn) {
      List<SinkNode> sinks = reached(one.stream, nodes);
      List<String> exact =
          sinks.stream()
              .filter(sink -> sink.delivery() == Delivery.EXACTLY_ONCE)
              .map(sink -> "`" + sink.name() + "`")
              .collect(Collectors.toList());
      diagnostics.add(
          Diagnostic.at(
                  TypeCodes.RANDOM_VALUE,
                  one.text.span(),
                  "rows that are computed again after a failure have another value here")
              .label("drawn by lot")
              .help(
                  exact.isEmpty()
                      ? "take what the records have, such as a key or MD5(text), where a row that"
                          + " comes twice has to be known again"
                      : String.join(" and ", exact)
                          + (exact.size() == 1 ? " promises" : " promise")
                          + " exactly-once: each row is there once, and which value it has is"
                          + " settled by its last computation; take what the records have, such as"
                          + " a key or MD5(text)"));
    }
  }

  private static List<SinkNode> reached(String stream, List<PlanNode> nodes) {
    Set<String> behind = new HashSet<>();
    List<SinkNode> sinks = new ArrayList<>();
    for (PlanNode node : nodes) {
      boolean reads = node.inputs().stream().anyMatch(port -> behind.contains(port.node()));
      if (reads || node.name().equals(stream)) {
        behind.add(node.id());
      }
      if (reads && node instanceof SinkNode) {
        sinks.add((SinkNode) node);
      }
    }
    return sinks;
  }
}
