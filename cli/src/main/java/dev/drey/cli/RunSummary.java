// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.plan.End;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SourceNode;
import dev.drey.plan.WindowNode;
import dev.drey.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of a run: read, bad, written and late, each where it belongs. */
final class RunSummary {
  private final LogicalPlan plan;
  private final Catalog catalog;
  private final RunFigures figures;
  private final List<String[]> lines = new ArrayList<>();

  private RunSummary(LogicalPlan plan, Catalog catalog, RunFigures figures) {
    this.plan = plan;
    this.catalog = catalog;
    this.figures = figures;
  }

  /** One line for each source, sink, and place where rows were set aside or dropped. */
  static String of(LogicalPlan plan, Catalog catalog, RunFigures figures) {
    RunSummary summary = new RunSummary(plan, catalog, figures);
    plan.nodes().forEach(summary::add);
    return summary.text();
  }

  private void add(PlanNode node) {
    node.end().ifPresent(end -> add(node, end));
    lost("late", figures.late(node), node, named(Port.of(node.id(), WindowNode.LATE)));
  }

  private void add(PlanNode node, End end) {
    switch (end.kind()) {
      case SOURCE:
        line("read", figures.read(node), node, "from " + place(end));
        lost("bad", figures.bad(node), node, whereBad(node));
        break;
      case SINK:
        line("wrote", figures.written(node), node, "to " + place(end));
        break;
      case LOOKUP:
        line("asked", figures.asked(node), node, "at " + place(end));
        break;
    }
  }

  private void lost(String what, long count, PlanNode node, Optional<String> to) {
    if (count > 0) {
      line(what, count, node, to.map(name -> "to " + name).orElse("dropped"));
    }
  }

  private void line(String what, long count, PlanNode node, String where) {
    lines.add(
        new String[] {
          what, String.format(Locale.ROOT, "%,d", count), node.name(), Visible.line(where)
        });
  }

  private String text() {
    String format = "%-5s  %" + width(1) + "s  %-" + width(2) + "s  %s%n";
    return lines.stream()
        .map(line -> String.format(Locale.ROOT, format, (Object[]) line))
        .collect(Collectors.joining());
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line[column].length()).max().orElse(1);
  }

  private Optional<String> whereBad(PlanNode source) {
    return source.ports().contains(SourceNode.BAD)
        ? named(Port.of(source.id(), SourceNode.BAD))
            .or(() -> named(Port.out(Role.BAD.id(source.name()))))
        : Optional.empty();
  }

  private Optional<String> named(Port port) {
    return plan.streams().entrySet().stream()
        .filter(entry -> entry.getValue().equals(port))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private String place(End end) {
    return catalog
        .connector(end.connector())
        .map(each -> each.place(end.usage()))
        .orElse(end.connector());
  }
}
