// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Changes;
import dev.drey.plan.PlanChanges;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the rows of each port change each other, and the words and places of that in the spec. */
final class KnownChanges {
  private final PipelineSpec spec;
  private final PlanChanges changes = new PlanChanges();
  private final Map<Port, RowType> columns = new HashMap<>();

  KnownChanges(PipelineSpec spec) {
    this.spec = spec;
  }

  void add(PlanNode node) {
    changes.add(node);
    node.ports().forEach(port -> columns.put(Port.of(node.id(), port), node.rowType(port)));
  }

  Changes of(Port port) {
    return changes.of(port);
  }

  /** The port of which an operator cannot take the rows; empty where it takes all. */
  Optional<Port> refused(PlanNode node) {
    return changes.refused(node);
  }

  String maker(Changes changes) {
    return source(changes).isPresent() ? "reads such rows" : "makes such rows of others";
  }

  String names(Port port, List<Integer> keys) {
    return keys.stream()
        .map(key -> "`" + columns(port).field(key).name() + "`")
        .collect(Collectors.joining(", "));
  }

  RowType columns(Port port) {
    RowType found = columns.get(port);
    if (found == null) {
      throw new IllegalStateException("nothing is known of " + port);
    }
    return found;
  }

  Span origin(Changes changes) {
    return stream(changes.madeBy())
        .map(StreamSpec::name)
        .or(() -> source(changes).map(SourceSpec::name))
        .orElseThrow()
        .span();
  }

  Optional<String> inputs(Changes changes) {
    return stream(changes.madeBy()).flatMap(StreamSpec::from).map(LocatedText::text);
  }

  Optional<SourceSpec> source(Changes changes) {
    return spec.sources().stream()
        .filter(each -> each.name().text().equals(changes.madeBy()))
        .findFirst();
  }

  Optional<StreamSpec> stream(String name) {
    return spec.streams().stream().filter(each -> each.name().text().equals(name)).findFirst();
  }

  SinkSpec sink(String name) {
    return spec.sinks().stream()
        .filter(each -> each.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
