package dev.drey.plan;

import dev.drey.expression.AggregateCall;
import dev.drey.expression.Expression;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a plan is whole: every input exists and comes earlier, every position lies within its
 * row, and the columns that an operator promises are those that it makes. A failure is a bug of
 * ours, hence an exception. Time is linear in the plan.
 */
public final class PlanVerifier {
  /**
   * @param stage what made the plan, for the message
   * @throws IllegalStateException where the plan is not whole
   */
  public void verify(LogicalPlan plan, String stage) {
    Map<Port, RowType> ports = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      Check check = new Check(node, stage, ports);
      check.inputsExist();
      node.accept(check);
      Set<String> names = new HashSet<>(node.ports());
      check.require(names.size() == node.ports().size(), "a port twice");
      for (String port : node.ports()) {
        ports.put(Port.of(node.id(), port), node.rowType(port));
      }
    }
    for (Map.Entry<String, Port> stream : plan.streams().entrySet()) {
      if (!ports.containsKey(stream.getValue())) {
        throw new IllegalStateException(
            "after " + stage + ": stream " + stream.getKey() + " is at no port of the plan");
      }
    }
  }

  private static final class Check implements PlanVisitor<PlanNode> {
    private final PlanNode node;
    private final String stage;
    private final Map<Port, RowType> ports;

    private Check(PlanNode node, String stage, Map<Port, RowType> ports) {
      this.node = node;
      this.stage = stage;
      this.ports = ports;
    }

    private void require(boolean holds, String what) {
      if (!holds) {
        throw new IllegalStateException("after " + stage + ": " + node.id() + ": " + what);
      }
    }

    private void inputsExist() {
      for (Port input : node.inputs()) {
        require(ports.containsKey(input), "reads " + input + ", which is not there before it");
      }
    }

    private RowType input(Port port) {
      RowType type = ports.get(port);
      if (type == null) {
        throw new IllegalStateException(port.toString());
      }
      return type;
    }

    private void expression(Expression expression, RowType input) {
      require(
          expression.columns().isEmpty() || expression.columns().last() < input.size(),
          "uses a column beyond its input: " + expression);
    }

    private void condition(Optional<Expression> condition, RowType input) {
      condition.ifPresent(
          found -> {
            expression(found, input);
            require(found.type().kind() == TypeKind.BOOLEAN, "a condition that is no BOOLEAN");
          });
    }

    /** A value may go into a column of its type, or of its type with NULL. */
    private void fits(DataType value, DataType column, String what) {
      require(
          value.withNullable(true).equals(column.withNullable(true))
              && (column.nullable() || !value.nullable()),
          what + " is " + value + " instead of " + column);
    }

    private void fits(RowType rows, RowType columns, String what) {
      require(rows.names().equals(columns.names()), what + " has other columns");
      for (int i = 0; i < rows.size(); i++) {
        fits(rows.field(i).type(), columns.field(i).type(), what + " " + rows.field(i).name());
      }
    }

    @Override
    public PlanNode source(SourceNode source) {
      require(source.metadata().size() == source.produced().size(), "one metadata key a column");
      for (int i = 0; i < source.produced().size(); i++) {
        Field field = source.produced().field(i);
        if (source.metadata().get(i).isEmpty()) {
          int declared = source.declared().indexOf(field.name());
          require(declared >= 0, "produces " + field.name() + ", which nobody declares");
          require(
              source.declared().field(declared).equals(field), field.name() + " changed its type");
        }
      }
      source
          .eventTime()
          .ifPresent(
              time -> {
                expression(time.timestamp(), source.produced());
                require(time.timestamp().type().kind().isTimestamp(), "event time is no time");
                time.punctuated().ifPresent(mark -> expression(mark, source.produced()));
              });
      return source;
    }

    @Override
    public PlanNode calc(CalcNode calc) {
      RowType input = input(calc.input());
      condition(calc.condition(), input);
      for (int i = 0; i < calc.projections().size(); i++) {
        expression(calc.projections().get(i), input);
        Field column = calc.rowType().field(i);
        fits(calc.projections().get(i).type(), column.type(), column.name());
      }
      return calc;
    }

    @Override
    public PlanNode explode(ExplodeNode explode) {
      RowType input = input(explode.input());
      require(input.names().equals(explode.rowType().names()), "changes columns");
      DataType list = input.field(explode.arrayColumn()).type();
      require(list.kind() == TypeKind.ARRAY, "explodes " + list);
      return explode;
    }

    @Override
    public PlanNode union(UnionNode union) {
      union.inputs().forEach(port -> fits(input(port), union.rowType(), port.toString()));
      return union;
    }

    @Override
    public PlanNode route(RouteNode route) {
      RowType input = input(route.input());
      fits(input, route.rowType(), "the input");
      route.branches().forEach(branch -> condition(branch.condition(), input));
      return route;
    }

    @Override
    public PlanNode window(WindowNode window) {
      RowType input = input(window.input());
      position(window.keys(), input);
      position(window.lateColumns(), input);
      for (AggregateCall call : window.calls()) {
        position(call.arguments(), input);
        call.filter().ifPresent(filter -> position(List.of(filter), input));
      }
      int columns = window.keys().size() + 2 + window.calls().size();
      require(window.rowType().size() == columns, "keys, bounds and calls are not its columns");
      if (window.emitsLate()) {
        require(
            window.lateType().size() == window.lateColumns().size() + 2,
            "late rows have other columns");
      }
      return window;
    }

    private void position(List<Integer> positions, RowType input) {
      require(
          positions.stream().allMatch(p -> p >= 0 && p < input.size()),
          "reads a column beyond its input");
    }

    @Override
    public PlanNode sink(SinkNode sink) {
      sink.inputs().forEach(port -> fits(input(port), sink.rowType(), port.toString()));
      sink.expressions().values().forEach(found -> expression(found, sink.rowType()));
      return sink;
    }
  }
}
