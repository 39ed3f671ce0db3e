// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.Expression;
import dev.drey.model.OperationSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Changes;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanChanges;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.SinkNode;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.text.Article;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether each operator and each sink takes rows that change each other as those before it do. What
 * follows from one that does not is not reported again.
 */
final class ChangeChecks {
  private final PipelineSpec spec;
  private final Catalog catalog;
  private final Diagnostics diagnostics;

  /** The sinks that a file stands in for. */
  private final Set<String> replaced;

  private final PlanChanges known = new PlanChanges();
  private final Map<Port, RowType> columns = new HashMap<>();

  ChangeChecks(PipelineSpec spec, Catalog catalog, Diagnostics diagnostics) {
    this(spec, catalog, Set.of(), diagnostics);
  }

  private ChangeChecks(
      PipelineSpec spec, Catalog catalog, Set<String> replaced, Diagnostics diagnostics) {
    this.replaced = replaced;
    this.spec = spec;
    this.catalog = catalog;
    this.diagnostics = diagnostics;
  }

  /** Looks at sinks that others stand in for, in a run on a laptop. */
  static void outputs(
      PipelineSpec spec,
      Catalog catalog,
      LogicalPlan plan,
      Set<String> replaced,
      Diagnostics diagnostics) {
    ChangeChecks checks = new ChangeChecks(spec, catalog, replaced, diagnostics);
    for (PlanNode node : plan.nodes()) {
      if (node instanceof SinkNode && replaced.contains(node.name())) {
        checks.sink((SinkNode) node);
      } else {
        checks.know(node);
      }
    }
  }

  /**
   * An operator, after those that it reads.
   *
   * @param places where each port is named that a stream or sink can read
   */
  void add(PlanNode node, Map<String, Flow> places) {
    Optional<Port> refused = known.refused(node);
    if (refused.isPresent()) {
      refuse(node, refused.get(), places);
      return;
    }
    if (node instanceof SinkNode) {
      sink((SinkNode) node);
    }
    know(node);
  }

  boolean isChanging(Port port) {
    return !known.of(port).isNone();
  }

  /** How the rows of a port change each other. */
  Changes of(Port port) {
    return known.of(port);
  }

  private void know(PlanNode node) {
    known.add(node);
    node.ports().forEach(port -> columns.put(Port.of(node.id(), port), node.rowType(port)));
  }

  private void refuse(PlanNode node, Port port, Map<String, Flow> flows) {
    Changes changes = known.of(port);
    String origin = "`" + changes.madeBy() + "`";
    boolean isOwn = changes.madeBy().equals(node.name());
    boolean losesKey = losesKey(node, changes);
    String keys = names(port, changes.keys());
    diagnostics.add(
        Diagnostic.at(
                StateCodes.TAKES_NO_CHANGES,
                place(node, flows, isOwn).span(),
                losesKey
                    ? "the result has no column " + keys + " left, by which its rows are replaced"
                    : who(node) + " cannot take rows that " + changes.words(columns(port)))
            .label("rows of " + origin)
            .and(origin(changes), maker(changes))
            .help(
                source(changes).isPresent()
                    ? helpForSource(node, source(changes).get(), changes, keys, losesKey)
                    : losesKey
                        ? "keep "
                            + keys
                            + " as it is"
                            + (isOwn ? "" : ", or let a stream before " + origin + " do this")
                        : "do this in a stream before "
                            + origin
                            + inputs(changes)
                                .map(from -> ", with `from: " + from + "`")
                                .orElse("")));
  }

  /** Nothing stands before a source: its rows can be read in another way. */
  private String helpForSource(
      PlanNode node, SourceSpec source, Changes changes, String keys, boolean losesKey) {
    String plainly =
        "read the records of `"
            + source.name().text()
            + "` as they are, with `format:"
            + " json` and a type that has their own keys";
    boolean isRunning = isRunning(node.name());
    if (changes.mode() != ChangeMode.UPSERT
        || (!isRunning && (!node.kind().equals("rows") || groups(node)))) {
      return plainly;
    }
    String backOneByOne =
        "leave `key` out of source `"
            + source.name().text()
            + "`: then rows are taken back one by"
            + " one, and this can be done";
    return losesKey ? "keep " + keys + " as it is, or " + backOneByOne : backOneByOne;
  }

  private String maker(Changes changes) {
    return source(changes).isPresent() ? "reads such rows" : "makes such rows of others";
  }

  private String who(PlanNode node) {
    return node.kind().equals("rows")
        ? groups(node)
            ? "an aggregate"
            : asksMoment(node) ? "what differs each time" : "a condition"
        : Article.with(node.kind());
  }

  private boolean isRunning(String name) {
    return stream(name)
        .flatMap(stream -> stream.operation(AggregationSpec.class))
        .filter(AggregationSpec::isRunning)
        .isPresent();
  }

  private static boolean asksMoment(PlanNode node) {
    return node instanceof CalcNode && ((CalcNode) node).asksMoment();
  }

  private boolean groups(PlanNode node) {
    return stream(node.name())
        .filter(stream -> stream.operations().stream().anyMatch(OperationSpec::takesSelect))
        .isPresent();
  }

  /** Whether it takes such rows but for a column by which they replace each other. */
  private boolean losesKey(PlanNode node, Changes changes) {
    return node.kind().equals("rows")
        && (!groups(node) || changes.madeBy().equals(node.name()))
        && node.changes(PlanNode.OUT, port -> changes).isNone();
  }

  /** Where the stream or sink names whose rows it reads; its own name where it makes them. */
  private LocatedText place(PlanNode node, Map<String, Flow> flows, boolean isOwn) {
    Optional<StreamSpec> stream = stream(node.name()).filter(each -> node.end().isEmpty());
    List<LocatedText> inputs =
        isOwn
            ? List.of()
            : stream.map(StreamSpec::inputs).orElseGet(() -> sink(node.name()).from());
    return inputs.stream()
        .filter(input -> isChanging(input, flows))
        .findFirst()
        .or(() -> stream.map(StreamSpec::name))
        .orElseGet(() -> sink(node.name()).name());
  }

  private boolean isChanging(LocatedText input, Map<String, Flow> flows) {
    return Optional.ofNullable(flows.get(input.text()))
        .filter(flow -> !known.of(flow.port()).isNone())
        .isPresent();
  }

  private void sink(SinkNode node) {
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
    SinkSpec sink = sink(node.name());
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
                "`" + node.connector() + "` cannot take rows that " + changes.words(columns(port)))
            .label(
                replaced.contains(node.name())
                    ? "written to a file in this run"
                    : "takes rows that are all new")
            .and(origin(changes), maker(changes))
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
                        + names(port, changes.keys())
                        + ", by which rows replace each other"
                    : connector
                        + " needs a `"
                        + option
                        + "` for rows that "
                        + changes.words(columns(port)))
            .label(
                place.isPresent() ? "says which record a row replaces" : "has no `" + option + "`")
            .and(origin(changes), maker(changes))
            .help(
                "write `"
                    + option
                    + ": "
                    + (isList(option, descriptor)
                        ? "[" + names(port, changes.keys()).replace("`", "") + "]"
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
            .map(key -> columns(port).field(key).name())
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
                    + names(port, changes.keys())
                    + ", by which rows replace each other")
            .label("says which record a row replaces")
            .and(origin(changes), "makes such rows of others")
            .help("write `" + option + ": [" + String.join(", ", wanted) + "]`"));
  }

  /** An expression of the columns that tells them apart. */
  private String keyOf(Port port, List<Integer> keys) {
    List<String> texts = new ArrayList<>();
    for (int key : keys) {
      Field field = columns(port).field(key);
      String name = RowType.quoted(field.name());
      boolean text = keys.size() == 1 || field.type().kind() == TypeKind.VARCHAR;
      texts.add(text ? name : "CAST(" + name + " AS STRING)");
    }
    return String.join(" || '|' || ", texts);
  }

  private String names(Port port, List<Integer> keys) {
    return keys.stream()
        .map(key -> "`" + columns(port).field(key).name() + "`")
        .collect(Collectors.joining(", "));
  }

  private RowType columns(Port port) {
    RowType found = columns.get(port);
    if (found == null) {
      throw new IllegalStateException("nothing is known of " + port);
    }
    return found;
  }

  private Span origin(Changes changes) {
    return stream(changes.madeBy())
        .map(StreamSpec::name)
        .or(() -> source(changes).map(SourceSpec::name))
        .orElseThrow()
        .span();
  }

  private Optional<String> inputs(Changes changes) {
    return stream(changes.madeBy()).flatMap(StreamSpec::from).map(LocatedText::text);
  }

  private Optional<SourceSpec> source(Changes changes) {
    return spec.sources().stream()
        .filter(each -> each.name().text().equals(changes.madeBy()))
        .findFirst();
  }

  private Optional<StreamSpec> stream(String name) {
    return spec.streams().stream().filter(each -> each.name().text().equals(name)).findFirst();
  }

  private SinkSpec sink(String name) {
    return spec.sinks().stream()
        .filter(each -> each.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
