// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import dev.drey.connector.StandIn;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.PathOptions;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan with files in the place of sources, sinks and lookups, for a run on a laptop. The columns
 * of every stream stay as they were; {@link ReplacedMetadata} says what is in those of metadata.
 * Where a bad record stood is said in the columns of the connector's own position: the first of its
 * texts is the file, the last of its columns the line; what is left is NULL.
 */
final class Redirection {
  private static final String STDOUT = "-";
  private static final String JSON = "json";

  /** Of a source whose connector makes rows that change. */
  private static final String CHANGE_EVENTS = "debezium-json";

  private final Catalog catalog;
  private final Expressions expressions;
  private final Connector files;
  private final ConnectorDescriptor file;
  private final Key path;
  private final Map<Port, Port> moved = new HashMap<>();
  private final List<PlanNode> nodes = new ArrayList<>();

  Redirection(Catalog catalog, Expressions expressions) {
    this.catalog = catalog;
    this.expressions = expressions;
    this.files = catalog.standIn(StandIn.FILES);
    this.file = files.descriptor();
    this.path = file.sourceOptions().flatMap(PathOptions::of).orElseThrow();
  }

  /**
   * @param inputs files by the name of the source
   * @param outputs files, or {@code -} for standard output, by the name of the sink
   * @param tables files by the name of the stream with the lookup
   */
  LogicalPlan apply(
      LogicalPlan plan,
      Map<String, String> inputs,
      Map<String, String> outputs,
      Map<String, String> tables) {
    Map<String, SourceNode> sources = new HashMap<>();
    plan.sources().forEach(source -> sources.put(source.id(), source));
    Map<String, SinkNode> sinks = new HashMap<>();
    plan.sinks().forEach(sink -> sinks.put(sink.id(), sink));
    Map<String, LookupNode> lookups = new HashMap<>();
    plan.nodes().stream()
        .filter(LookupNode.class::isInstance)
        .forEach(node -> lookups.put(node.id(), (LookupNode) node));
    for (PlanNode node : plan.nodes()) {
      SourceNode source = sources.get(node.id());
      SinkNode sink = sinks.get(node.id());
      String input = inputs.get(node.name());
      String output = outputs.get(node.name());
      LookupNode lookup = lookups.get(node.id());
      String table = tables.get(node.name());
      if (source != null && input != null) {
        source(source, input);
      } else if (sink != null && output != null) {
        nodes.add(sink(sink, output));
      } else if (lookup != null && table != null) {
        nodes.add(lookup(lookup, table));
      } else {
        nodes.add(node);
      }
    }
    Map<String, Port> streams = new LinkedHashMap<>();
    plan.streams().forEach((name, port) -> streams.put(name, moved.getOrDefault(port, port)));
    List<PlanNode> rewired =
        nodes.stream().map(node -> node.withInputs(rewired(node))).collect(Collectors.toList());
    return plan.rewritten(rewired, streams, List.of());
  }

  private List<Port> rewired(PlanNode node) {
    // The operator that stands in for a moved port is the one that still reads the port itself.
    return node.inputs().stream()
        .map(
            port ->
                moved.getOrDefault(port, port).node().equals(node.id())
                    ? port
                    : moved.getOrDefault(port, port))
        .collect(Collectors.toList());
  }

  private void source(SourceNode source, String path) {
    RowType fileBad = file.badRecordType();
    OptionValues options = at(path);
    FormatPlan format =
        source.format().filter(own -> fits(source, own)).orElseGet(() -> rows(source));
    boolean free = catalog.format(format.name()).orElseThrow().mayLackColumns(format.options());
    ReplacedMetadata columns =
        ReplacedMetadata.of(
            source, descriptor(source).position(), file.position(), free, expressions);
    nodes.add(
        source.toBuilder()
            .connector(file.name())
            .options(options)
            .readingOrder(files.readingOrder(options))
            .ends(files.ends(options))
            .format(Optional.of(format))
            .declared(columns.declared())
            .produced(columns.produced())
            .metadata(columns.metadata())
            .badType(fileBad)
            .build());
    columns
        .filled()
        .ifPresent(
            filled -> {
              Port out = Port.out(source.id());
              String id = Role.METADATA.id(source.name());
              nodes.add(
                  CalcNode.of(id, source.name(), out, Optional.empty(), filled, source.produced()));
              moved.put(out, Port.out(id));
            });
    if (source.ports().contains(SourceNode.BAD) && !source.badType().equals(fileBad)) {
      adaptBad(source, fileBad);
    }
  }

  private ConnectorDescriptor descriptor(SourceNode source) {
    return catalog.connector(source.connector()).orElseThrow().descriptor();
  }

  private void adaptBad(SourceNode source, RowType fileBad) {
    Port bad = Port.of(source.id(), SourceNode.BAD);
    List<Expression> columns = new ArrayList<>();
    Set<String> own = new LinkedHashSet<>(source.badType().names());
    fileBad.names().stream().filter(name -> !file.position().contains(name)).forEach(own::remove);
    String last = own.stream().reduce("", (earlier, later) -> later);
    String text =
        own.stream().filter(name -> isText(source.badType(), name)).findFirst().orElse("");
    for (Field field : source.badType().fields()) {
      int position = fileBad.indexOf(field.name());
      if (field.name().equals(last)) {
        columns.add(cast(line(), field, fileBad));
      } else if (field.name().equals(text)) {
        columns.add(cast(file.position().get(0), field, fileBad));
      } else {
        columns.add(
            position >= 0 ? expressions.column(fileBad, position) : cast("NULL", field, fileBad));
      }
    }
    String id = Role.BAD.id(source.name());
    nodes.add(CalcNode.of(id, source.name(), bad, Optional.empty(), columns, source.badType()));
    moved.put(bad, Port.out(id));
  }

  private OptionValues at(String where) {
    return OptionValues.empty().with(path, where);
  }

  private String line() {
    return file.position().get(file.position().size() - 1);
  }

  private static boolean isText(RowType type, String column) {
    return type.field(type.indexOf(column)).type().kind() == TypeKind.VARCHAR;
  }

  private Expression cast(String value, Field field, RowType input) {
    int position = input.indexOf(value);
    if (position >= 0 && input.field(position).type().equals(field.type())) {
      return expressions.column(input, position);
    }
    return ReplacedMetadata.typed(
        "CAST(" + value + " AS " + field.type().withNullable(true) + ")", input, expressions);
  }

  private SinkNode sink(SinkNode sink, String path) {
    boolean shown = path.equals(STDOUT);
    return sink.toBuilder()
        .connector(shown ? catalog.standIn(StandIn.CONSOLE).descriptor().name() : file.name())
        .options(shown ? OptionValues.empty() : at(path))
        .format(sink.format().or(() -> Optional.of(json())))
        .expressions(Map.of())
        .delivery(Delivery.AT_LEAST_ONCE)
        .build();
  }

  private LookupNode lookup(LookupNode lookup, String path) {
    return lookup.toBuilder()
        .connector(file.name())
        .options(at(path))
        .format(lookup.format().or(() -> Optional.of(json())))
        .build();
  }

  /** A file has no deletes but those that the format of its records has. */
  private boolean fits(SourceNode source, FormatPlan format) {
    return source.mode() == ChangeMode.APPEND
        || catalog.format(format.name()).orElseThrow().descriptor().changes();
  }

  private static FormatPlan rows(SourceNode source) {
    return source.mode() == ChangeMode.APPEND
        ? json()
        : FormatPlan.of(CHANGE_EVENTS, OptionValues.empty());
  }

  private static FormatPlan json() {
    return FormatPlan.of(JSON, OptionValues.empty());
  }
}
