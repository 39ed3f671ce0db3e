package dev.drey.optimize;

import dev.drey.expression.AggregateCall;
import dev.drey.expression.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanVisitor;
import dev.drey.plan.Port;
import dev.drey.plan.RouteNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.UnionNode;
import dev.drey.plan.WindowNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns of each port its readers use, found from the sinks backwards. */
final class NeededColumns implements PlanVisitor<PlanNode> {
  private final Map<Port, BitSet> needed = new HashMap<>();

  private NeededColumns() {}

  /** By port; a port that nobody reads is not there. */
  static Map<Port, BitSet> of(LogicalPlan plan, Set<Port> observed) {
    NeededColumns columns = new NeededColumns();
    for (Port port : observed) {
      BitSet all = new BitSet();
      all.set(0, plan.node(port.node()).rowType(port.port()).size());
      columns.need(port, all);
    }
    List<PlanNode> nodes = new ArrayList<>(plan.nodes());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).accept(columns);
    }
    return columns.needed;
  }

  private BitSet port(String node, String port) {
    return needed.getOrDefault(Port.of(node, port), new BitSet());
  }

  /** The columns of an operator's rows, which are never without any. */
  private BitSet out(PlanNode node) {
    BitSet columns = (BitSet) port(node.id(), PlanNode.OUT).clone();
    if (columns.isEmpty()) {
      columns.set(0);
    }
    return columns;
  }

  private void need(Port port, BitSet columns) {
    needed.computeIfAbsent(port, p -> new BitSet()).or(columns);
  }

  private static void add(BitSet columns, Expression expression) {
    expression.columns().forEach(columns::set);
  }

  @Override
  public PlanNode source(SourceNode source) {
    return source;
  }

  @Override
  public PlanNode calc(CalcNode calc) {
    BitSet columns = new BitSet();
    calc.condition().ifPresent(condition -> add(columns, condition));
    out(calc).stream().forEach(i -> add(columns, calc.projections().get(i)));
    need(calc.input(), columns);
    return calc;
  }

  @Override
  public PlanNode explode(ExplodeNode explode) {
    BitSet columns = out(explode);
    columns.set(explode.arrayColumn());
    need(explode.input(), columns);
    return explode;
  }

  @Override
  public PlanNode union(UnionNode union) {
    BitSet columns = out(union);
    union.inputs().forEach(input -> need(input, columns));
    return union;
  }

  @Override
  public PlanNode route(RouteNode route) {
    BitSet columns = new BitSet();
    for (RouteNode.Branch branch : route.branches()) {
      columns.or(port(route.id(), branch.name()));
      branch.condition().ifPresent(condition -> add(columns, condition));
    }
    need(route.input(), columns);
    return route;
  }

  @Override
  public PlanNode window(WindowNode window) {
    BitSet columns = new BitSet();
    window.keys().forEach(columns::set);
    BitSet results = port(window.id(), PlanNode.OUT);
    for (int i = 0; i < window.calls().size(); i++) {
      if (results.get(window.keys().size() + 2 + i)) {
        AggregateCall call = window.calls().get(i);
        call.arguments().forEach(columns::set);
        call.filter().ifPresent(columns::set);
      }
    }
    BitSet late = port(window.id(), WindowNode.LATE);
    for (int i = 0; i < window.lateColumns().size(); i++) {
      if (late.get(i)) {
        columns.set(window.lateColumns().get(i));
      }
    }
    need(window.input(), columns);
    return window;
  }

  @Override
  public PlanNode sink(SinkNode sink) {
    BitSet all = new BitSet();
    all.set(0, sink.rowType().size());
    sink.inputs().forEach(input -> need(input, all));
    return sink;
  }
}
