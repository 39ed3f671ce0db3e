package dev.drey.optimize;

import dev.drey.expression.AggregateCall;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.plan.CalcNode;
import dev.drey.plan.EventTime;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanVisitor;
import dev.drey.plan.Port;
import dev.drey.plan.RouteNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.UnionNode;
import dev.drey.plan.WindowNode;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Makes a plan's operators anew with the columns that are needed, from the sources on. Each port
 * keeps at least the needed columns, in their order; a row keeps at least one column.
 */
final class ColumnPruner implements PlanVisitor<PlanNode> {
  private final Expressions expressions;
  private final Map<Port, BitSet> needed;
  private final List<PlanNode> nodes = new ArrayList<>();

  /** For each port of the new plan, the old positions of its columns. */
  private final Map<Port, List<Integer>> kept = new HashMap<>();

  private final Map<Port, RowType> types = new HashMap<>();

  ColumnPruner(Expressions expressions, Map<Port, BitSet> needed) {
    this.expressions = expressions;
    this.needed = needed;
  }

  List<PlanNode> nodes() {
    return nodes;
  }

  /** The new operator. */
  PlanNode prune(PlanNode node) {
    PlanNode pruned = node.accept(this);
    nodes.add(pruned);
    pruned.ports().forEach(p -> types.put(Port.of(pruned.id(), p), pruned.rowType(p)));
    return pruned;
  }

  /** The names of the columns that only the first has. */
  static String missing(RowType before, RowType after) {
    return before.names().stream()
        .filter(name -> !after.contains(name))
        .collect(Collectors.joining(", "));
  }

  private List<Integer> keep(Port port, int size, BitSet alsoNeeded) {
    BitSet columns = (BitSet) needed.getOrDefault(port, new BitSet()).clone();
    columns.or(alsoNeeded);
    if (columns.isEmpty()) {
      columns.set(0);
    }
    if (columns.length() > size) {
      throw new IllegalStateException(port + " has no column " + (columns.length() - 1));
    }
    List<Integer> positions = columns.stream().boxed().collect(Collectors.toUnmodifiableList());
    kept.put(port, positions);
    return positions;
  }

  private List<Integer> of(Port port) {
    List<Integer> positions = kept.get(port);
    if (positions == null) {
      throw new IllegalStateException(port + " comes later than its reader");
    }
    return positions;
  }

  /** Old position to new position; -1 where the column is gone. */
  private static int[] moves(List<Integer> positions) {
    int size = positions.get(positions.size() - 1) + 1;
    int[] moves = new int[size];
    Arrays.fill(moves, -1);
    for (int i = 0; i < positions.size(); i++) {
      moves[positions.get(i)] = i;
    }
    return moves;
  }

  private Expression moved(Expression expression, int[] moves) {
    return expression.isLiteral() ? expression : expressions.remap(expression, moves);
  }

  @Override
  public PlanNode source(SourceNode source) {
    kept.put(Port.of(source.id(), SourceNode.BAD), all(source.badType().size()));
    if (source.format().isEmpty()) {
      // A connector that makes rows itself makes them whole.
      kept.put(Port.out(source.id()), all(source.produced().size()));
      return source;
    }
    BitSet time = new BitSet();
    source
        .eventTime()
        .ifPresent(
            found -> {
              found.timestamp().columns().forEach(time::set);
              found.punctuated().ifPresent(mark -> mark.columns().forEach(time::set));
            });
    List<Integer> positions = keep(Port.out(source.id()), source.produced().size(), time);
    int[] moves = moves(positions);
    return source.toBuilder()
        .produced(source.produced().project(positions))
        .metadata(
            positions.stream().map(source.metadata()::get).collect(Collectors.toUnmodifiableList()))
        .eventTime(source.eventTime().map(found -> moved(found, moves)))
        .build();
  }

  private EventTime moved(EventTime time, int[] moves) {
    return EventTime.of(
        moved(time.timestamp(), moves),
        time.outOfOrderness(),
        time.punctuated().map(mark -> moved(mark, moves)),
        time.idleTimeout(),
        time.maxFutureSkew());
  }

  @Override
  public PlanNode calc(CalcNode calc) {
    List<Integer> positions = keep(Port.out(calc.id()), calc.rowType().size(), new BitSet());
    int[] moves = moves(of(calc.input()));
    return CalcNode.of(
        calc.id(),
        calc.name(),
        calc.input(),
        calc.condition().map(condition -> moved(condition, moves)),
        positions.stream()
            .map(i -> moved(calc.projections().get(i), moves))
            .collect(Collectors.toList()),
        calc.rowType().project(positions));
  }

  @Override
  public PlanNode explode(ExplodeNode explode) {
    List<Integer> positions = of(explode.input());
    kept.put(Port.out(explode.id()), positions);
    return ExplodeNode.of(
        explode.id(),
        explode.name(),
        explode.input(),
        positions.indexOf(explode.arrayColumn()),
        explode.outer(),
        explode.rowType().project(positions));
  }

  @Override
  public PlanNode union(UnionNode union) {
    List<Integer> positions = keep(Port.out(union.id()), union.rowType().size(), new BitSet());
    List<Port> inputs = new ArrayList<>();
    for (Port input : union.inputs()) {
      inputs.add(of(input).equals(positions) ? input : narrowed(union, input, positions));
    }
    return UnionNode.of(union.id(), union.name(), inputs, union.rowType().project(positions));
  }

  /** An input whose other readers need more columns, or whose event time does. */
  private Port narrowed(UnionNode union, Port input, List<Integer> positions) {
    RowType type = types.get(input);
    if (type == null) {
      throw new IllegalStateException(input.toString());
    }
    List<Integer> there = of(input);
    List<Expression> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int position : positions) {
      places.add(there.indexOf(position));
      columns.add(expressions.column(type, there.indexOf(position)));
    }
    String from = input.port().equals(PlanNode.OUT) ? "" : "." + input.port();
    String id = union.name() + ".from." + input.node() + from;
    nodes.add(
        CalcNode.of(id, union.name(), input, Optional.empty(), columns, type.project(places)));
    return Port.out(id);
  }

  @Override
  public PlanNode route(RouteNode route) {
    List<Integer> positions = of(route.input());
    int[] moves = moves(positions);
    List<RouteNode.Branch> branches = new ArrayList<>();
    for (RouteNode.Branch branch : route.branches()) {
      kept.put(Port.of(route.id(), branch.name()), positions);
      branches.add(
          RouteNode.Branch.of(
              branch.name(), branch.condition().map(condition -> moved(condition, moves))));
    }
    return RouteNode.of(
        route.id(), route.name(), route.input(), branches, route.rowType().project(positions));
  }

  @Override
  public PlanNode window(WindowNode window) {
    int[] moves = moves(of(window.input()));
    BitSet fixed = new BitSet();
    fixed.set(0, window.keys().size() + 2);
    List<Integer> results = keep(Port.out(window.id()), window.rowType().size(), fixed);
    List<AggregateCall> calls = new ArrayList<>();
    for (int result : results) {
      int call = result - window.keys().size() - 2;
      if (call >= 0) {
        calls.add(moved(window.calls().get(call), moves));
      }
    }
    int lateSize = window.lateType().size();
    BitSet lateFixed = new BitSet();
    lateFixed.set(lateSize - 2, lateSize);
    List<Integer> late = keep(Port.of(window.id(), WindowNode.LATE), lateSize, lateFixed);
    return window.toBuilder()
        .keys(window.keys().stream().map(k -> moves[k]).collect(Collectors.toUnmodifiableList()))
        .calls(List.copyOf(calls))
        .rowType(window.rowType().project(results))
        .lateColumns(
            late.stream()
                .filter(i -> i < lateSize - 2)
                .map(i -> moves[window.lateColumns().get(i)])
                .collect(Collectors.toUnmodifiableList()))
        .lateType(window.lateType().project(late))
        .build();
  }

  private static AggregateCall moved(AggregateCall call, int[] moves) {
    return AggregateCall.of(
        call.function(),
        call.arguments().stream().map(a -> moves[a]).collect(Collectors.toList()),
        call.distinct(),
        call.filter().isPresent()
            ? OptionalInt.of(moves[call.filter().getAsInt()])
            : OptionalInt.empty(),
        call.type());
  }

  @Override
  public PlanNode sink(SinkNode sink) {
    return sink;
  }

  private static List<Integer> all(int size) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      positions.add(i);
    }
    return positions;
  }
}
