// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StateCodes;
import dev.drey.model.OperationSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Changes;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SinkNode;
import dev.drey.source.LocatedText;
import dev.drey.text.Article;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether each operator and each sink takes rows that change each other as those before it do. What
 * follows from one that does not is not reported again.
 */
final class ChangeChecks {
  private final Diagnostics diagnostics;
  private final KnownChanges known;
  private final SinkChangeChecks sinks;

  ChangeChecks(PipelineSpec spec, Catalog catalog, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.known = new KnownChanges(spec);
    this.sinks = new SinkChangeChecks(catalog, known, Set.of(), diagnostics);
  }

  /** Looks at sinks that others stand in for, in a run on a laptop. */
  static void outputs(
      PipelineSpec spec,
      Catalog catalog,
      LogicalPlan plan,
      Set<String> replaced,
      Diagnostics diagnostics) {
    KnownChanges known = new KnownChanges(spec);
    SinkChangeChecks sinks = new SinkChangeChecks(catalog, known, replaced, diagnostics);
    for (PlanNode node : plan.nodes()) {
      if (node instanceof SinkNode && replaced.contains(node.name())) {
        sinks.check((SinkNode) node);
      } else {
        known.add(node);
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
      sinks.check((SinkNode) node);
    }
    known.add(node);
  }

  boolean isChanging(Port port) {
    return !known.of(port).isNone();
  }

  /** How the rows of a port change each other. */
  Changes of(Port port) {
    return known.of(port);
  }

  private void refuse(PlanNode node, Port port, Map<String, Flow> flows) {
    Changes changes = known.of(port);
    String origin = "`" + changes.madeBy() + "`";
    boolean isOwn = changes.madeBy().equals(node.name());
    boolean losesKey = losesKey(node, changes);
    String keys = known.names(port, changes.keys());
    diagnostics.add(
        Diagnostic.at(
                StateCodes.TAKES_NO_CHANGES,
                place(node, flows, isOwn).span(),
                losesKey
                    ? "the result has no column " + keys + " left, by which its rows are replaced"
                    : who(node) + " cannot take rows that " + changes.words(known.columns(port)))
            .label("rows of " + origin)
            .and(known.origin(changes), known.maker(changes))
            .help(
                known.source(changes).isPresent()
                    ? helpForSource(node, known.source(changes).get(), changes, keys, losesKey)
                    : losesKey
                        ? "keep "
                            + keys
                            + " as it is"
                            + (isOwn ? "" : ", or let a stream before " + origin + " do this")
                        : "do this in a stream before "
                            + origin
                            + known
                                .inputs(changes)
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

  private String who(PlanNode node) {
    if (node instanceof CalcNode && ((CalcNode) node).failing().isPresent()) {
      return "a stream with `onError`";
    }
    return node.kind().equals("rows")
        ? groups(node)
            ? "an aggregate"
            : asksMoment(node) ? "what differs each time" : "a condition"
        : Article.with(node.kind());
  }

  private boolean isRunning(String name) {
    return known.stream(name)
        .flatMap(stream -> stream.operation(AggregationSpec.class))
        .filter(AggregationSpec::isRunning)
        .isPresent();
  }

  private static boolean asksMoment(PlanNode node) {
    return node instanceof CalcNode && ((CalcNode) node).asksMoment();
  }

  private boolean groups(PlanNode node) {
    return known.stream(node.name())
        .filter(stream -> !Role.isOfSink(node.id()))
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
    Optional<StreamSpec> stream =
        known.stream(node.name()).filter(each -> !Role.isOfSink(node.id()));
    List<LocatedText> inputs =
        isOwn
            ? List.of()
            : stream.map(StreamSpec::inputs).orElseGet(() -> known.sink(node.name()).from());
    return inputs.stream()
        .filter(input -> isChanging(input, flows))
        .findFirst()
        .or(() -> stream.map(StreamSpec::name))
        .orElseGet(() -> known.sink(node.name()).name());
  }

  private boolean isChanging(LocatedText input, Map<String, Flow> flows) {
    return Optional.ofNullable(flows.get(input.text()))
        .filter(flow -> !known.of(flow.port()).isNone())
        .isPresent();
  }
}
