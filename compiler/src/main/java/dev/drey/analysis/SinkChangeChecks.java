// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.value.Expression;
import dev.drey.model.SinkSpec;
import dev.drey.plan.Changes;
import dev.drey.plan.Port;
import dev.drey.plan.SinkNode;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a sink takes rows that change each other, and finds the ones that they replace. */
final class SinkChangeChecks {
  private final Catalog catalog;
  private final KnownChanges known;

  /** The sinks that a file stands in for. */
  private final Set<String> replaced;

  private final Diagnostics diagnostics;

  SinkChangeChecks(
      Catalog catalog, KnownChanges known, Set<String> replaced, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.known = known;
    this.replaced = replaced;
    this.diagnostics = diagnostics;
  }

  void check(SinkNode node) {
    if (node.inputs().size() != 1) {
      return;
    }
    Port port = node.inputs().get(0);
    Changes changes = known.of(port);
    Optional<ConnectorDescriptor> descriptor =
        catalog.connector(node.connector()).map(Connector::descriptor);
    if (changes.isNone() || descriptor.isEmpty()) {
      return;
    }
    SinkSpec sink = known.sink(node.name());
    if (!descriptor.get().sinkChanges().contains(changes.mode())) {
      if (!formatTells(node)) {
        refuse(node, port, changes, sink);
      }
    } else if (changes.mode() == ChangeMode.UPSERT) {
      descriptor
          .get()
          .sinkKey()
          .ifPresent(option -> key(option, descriptor.get(), node, port, changes, sink));
    }
  }

  /** Whether the records that are written say themselves what a row does. */
  private boolean formatTells(SinkNode node) {
    return node.format()
        .flatMap(format -> catalog.format(format.name()))
        .filter(format -> format.descriptor().changes())
        .isPresent();
  }

  private void refuse(SinkNode node, Port port, Changes changes, SinkSpec sink) {
    List<String> others =
        catalog.connectors().stream()
            .map(Connector::descriptor)
            .filter(other -> other.sinkOptions().isPresent())
            .filter(other -> other.sinkChanges().contains(changes.mode()))
            .map(other -> "`" + other.name() + "`")
            .collect(Collectors.toList());
    diagnostics.add(
        Diagnostic.at(
                DeliveryCodes.SINK_TAKES_NO_CHANGES,
                sink.connector().name().span(),
                "`"
                    + node.connector()
                    + "` cannot take rows that "
                    + changes.words(known.columns(port)))
            .label(
                replaced.contains(node.name())
                    ? "written to a file in this run"
                    : "takes rows that are all new")
            .and(known.origin(changes), known.maker(changes))
            .help(
                replaced.contains(node.name())
                    ? "write `--output " + node.name() + "=-`, for standard output"
                    : "write them to one of " + String.join(", ", others)));
  }

  private void key(
      String option,
      ConnectorDescriptor descriptor,
      SinkNode node,
      Port port,
      Changes changes,
      SinkSpec sink) {
    Optional<Expression> key = Optional.ofNullable(node.expressions().get(option));
    Set<Integer> wanted = new TreeSet<>(changes.keys());
    Object named = node.options().asMap().get(option);
    if (named instanceof List) {
      keyColumns(option, (List<?>) named, port, changes, sink);
      return;
    }
    if (key.isPresent() && key.get().columns().equals(wanted)) {
      return;
    }
    Optional<LocatedText> place = Optional.ofNullable(sink.connector().places().get(option));
    if (place.isPresent() && key.isEmpty()) {
      return; // It could not be read, which was said.
    }
    String connector = "`" + node.connector() + "`";
    diagnostics.add(
        Diagnostic.at(
                DeliveryCodes.KEY_OF_CHANGES,
                place.orElse(sink.connector().name()).span(),
                place.isPresent()
                    ? "this key is not made of "
                        + known.names(port, changes.keys())
                        + ", by which rows replace each other"
                    : connector
                        + " needs a `"
                        + option
                        + "` for rows that "
                        + changes.words(known.columns(port)))
            .label(
                place.isPresent() ? "says which record a row replaces" : "has no `" + option + "`")
            .and(known.origin(changes), known.maker(changes))
            .help(
                "write `"
                    + option
                    + ": "
                    + (isList(option, descriptor)
                        ? "[" + known.names(port, changes.keys()).replace("`", "") + "]"
                        : keyOf(port, changes.keys()))
                    + "`"));
  }

  private static boolean isList(String option, ConnectorDescriptor descriptor) {
    return descriptor.sinkOptions().orElseThrow().keys().stream()
        .anyMatch(key -> key.name().equals(option) && key.shape().kind() == Shape.Kind.LIST);
  }

  /** A key that is a list of columns, which must be there. */
  private void keyColumns(String option, List<?> named, Port port, Changes changes, SinkSpec sink) {
    Set<String> wanted =
        changes.keys().stream()
            .map(key -> known.columns(port).field(key).name())
            .collect(Collectors.toCollection(TreeSet::new));
    if (wanted.equals(Set.copyOf(named))) {
      return;
    }
    Span place =
        Optional.ofNullable(sink.connector().places().get(option + ".0"))
            .orElse(sink.connector().name())
            .span();
    diagnostics.add(
        Diagnostic.at(
                DeliveryCodes.KEY_OF_CHANGES,
                place,
                "this key is not made of "
                    + known.names(port, changes.keys())
                    + ", by which rows replace each other")
            .label("says which record a row replaces")
            .and(known.origin(changes), "makes such rows of others")
            .help("write `" + option + ": [" + String.join(", ", wanted) + "]`"));
  }

  /** An expression of the columns that tells them apart. */
  private String keyOf(Port port, List<Integer> keys) {
    List<String> texts = new ArrayList<>();
    for (int key : keys) {
      Field field = known.columns(port).field(key);
      String name = RowType.quoted(field.name());
      boolean text = keys.size() == 1 || field.type().kind() == TypeKind.VARCHAR;
      texts.add(text ? name : "CAST(" + name + " AS STRING)");
    }
    return String.join(" || '|' || ", texts);
  }
}
