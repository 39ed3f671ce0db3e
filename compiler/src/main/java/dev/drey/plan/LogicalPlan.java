// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.shape.OptionValues;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A pipeline's operators, each after those that it reads. */
public final class LogicalPlan {
  private final String name;
  private final Map<String, PlanNode> nodes;
  private final Map<String, Port> streams;
  private final RuntimeSettings runtime;
  private final List<Rewrite> rewrites;
  private final Map<String, StateShape> shapes;
  private final Map<String, String> previous;

  private LogicalPlan(
      String name,
      Map<String, PlanNode> nodes,
      Map<String, Port> streams,
      RuntimeSettings runtime,
      List<Rewrite> rewrites,
      Map<String, StateShape> shapes,
      Map<String, String> previous) {
    this.shapes = shapes;
    this.previous = previous;
    this.name = name;
    this.nodes = nodes;
    this.streams = streams;
    this.runtime = runtime;
    this.rewrites = rewrites;
  }

  /**
   * @param nodes each after those that it reads; ids are unique
   * @param streams for each source, stream, route branch, late and bad-record stream of the spec
   *     that is kept: the port that carries it
   */
  public static LogicalPlan of(
      String name, List<PlanNode> nodes, Map<String, Port> streams, RuntimeSettings runtime) {
    return of(name, nodes, streams, runtime, List.of(), Map.of(), Map.of());
  }

  private static LogicalPlan of(
      String name,
      List<PlanNode> nodes,
      Map<String, Port> streams,
      RuntimeSettings runtime,
      List<Rewrite> rewrites,
      Map<String, StateShape> shapes,
      Map<String, String> previous) {
    Map<String, PlanNode> byId = new LinkedHashMap<>();
    for (PlanNode node : nodes) {
      if (byId.put(node.id(), node) != null) {
        throw new IllegalArgumentException("id twice: " + node.id());
      }
    }
    return new LogicalPlan(
        name, byId, new LinkedHashMap<>(streams), runtime, rewrites, shapes, previous);
  }

  public String name() {
    return name;
  }

  /** In topological order. */
  public Collection<PlanNode> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  public PlanNode node(String id) {
    PlanNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }

  /** Where rows come from, in the order of {@link #nodes}. */
  public List<SourceNode> sources() {
    return of(SourceNode.class);
  }

  /** Where rows go, in the order of {@link #nodes}. */
  public List<SinkNode> sinks() {
    return of(SinkNode.class);
  }

  private <N extends PlanNode> List<N> of(Class<N> kind) {
    return nodes.values().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .collect(Collectors.toUnmodifiableList());
  }

  /** The columns of a port. */
  public RowType rowType(Port port) {
    return node(port.node()).rowType(port.port());
  }

  /** The port that carries each named stream of the spec. */
  public Map<String, Port> streams() {
    return Collections.unmodifiableMap(streams);
  }

  public RuntimeSettings runtime() {
    return runtime;
  }

  /** What the optimiser did, in order; empty for a plan as analysed. */
  public List<Rewrite> rewrites() {
    return rewrites;
  }

  /**
   * The values of options that are secrets, by what their connectors say of them and by their look.
   */
  public List<String> secrets(Catalog catalog) {
    return new ShownOptions(this, catalog).secrets();
  }

  /**
   * What the state of each operator means, by uid, as the spec has it: the optimiser changes
   * nothing about it. Empty until {@link #withShapes}.
   */
  public Map<String, StateShape> shapes() {
    return shapes;
  }

  /** For each stream that had another name: that one. */
  public Map<String, String> previous() {
    return previous;
  }

  /** This plan with the names that streams had. */
  public LogicalPlan withPrevious(Map<String, String> names) {
    return new LogicalPlan(name, nodes, streams, runtime, rewrites, shapes, Map.copyOf(names));
  }

  /** What an operator of this id, or one that stands for it, is called in savepoints. */
  public String uid(String id) {
    String owner = Role.owner(id);
    String old = Role.isOfSink(id) ? null : previous.get(owner);
    return old == null ? id : old + id.substring(owner.length());
  }

  /**
   * This plan as the one whose shapes hold.
   *
   * @param expressions what made the plan's expressions
   */
  public LogicalPlan withShapes(Expressions expressions) {
    Meanings meanings = new Meanings(this, expressions);
    Map<String, StateShape> found = new LinkedHashMap<>();
    nodes
        .values()
        .forEach(node -> node.shape(meanings).ifPresent(shape -> found.put(uid(node.id()), shape)));
    return new LogicalPlan(
        name, nodes, streams, runtime, rewrites, Collections.unmodifiableMap(found), previous);
  }

  /** This plan with other options of its sources and sinks. */
  public LogicalPlan withOptions(UnaryOperator<OptionValues> change) {
    List<PlanNode> changed = new ArrayList<>();
    nodes.values().forEach(node -> changed.add(node.withOptions(change)));
    return of(name, changed, streams, runtime, rewrites, shapes, previous);
  }

  /** This plan with other operators, and with what was done to make them. */
  public LogicalPlan rewritten(
      List<PlanNode> newNodes, Map<String, Port> newStreams, List<Rewrite> done) {
    List<Rewrite> all = new ArrayList<>(rewrites);
    all.addAll(done);
    return of(name, newNodes, newStreams, runtime, List.copyOf(all), shapes, previous);
  }
}
