// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Previous;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Each row with what the rows of its key up to it come to, given when the watermark has reached its
 * time. The columns are the first ones of the input, and behind them one a call.
 */
@AutoValue
public abstract class OverNode implements PlanNode {
  /** The port of rows whose time the watermark had reached when they came. */
  public static final String LATE = "late";

  public abstract Port input();

  /** The columns of the input by which rows look back at each other; empty for all rows. */
  public abstract List<Integer> groups();

  public abstract OverRange range();

  /** Aggregates, and {@link Previous values of rows before}. */
  public abstract List<AggregateCall> calls();

  public abstract RowType rowType();

  /** Whether late rows leave through {@link #LATE}; else they are dropped and counted. */
  public abstract boolean emitsLate();

  /** The columns of the input that a late row keeps. */
  public abstract List<Integer> lateColumns();

  /** The kept columns, then those of {@link LateLayout}. */
  public abstract RowType lateType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public OverNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).build();
  }

  @Override
  public List<String> ports() {
    return emitsLate() ? List.of(OUT, LATE) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return rowType();
      case LATE:
        return lateType();
      default:
        throw new IllegalArgumentException(port);
    }
  }

  /** How many columns of the input are given. */
  public int columns() {
    return rowType().size() - calls().size();
  }

  /** Where things stand in a late row. */
  public LateLayout lateLayout() {
    return LateLayout.of(lateColumns().size());
  }

  /** The columns of the input that are kept of a row for those behind it, in order. */
  public List<Integer> kept() {
    BitSet kept = new BitSet();
    calls().forEach(call -> call.columns().forEach(kept::set));
    return kept.stream().boxed().collect(Collectors.toUnmodifiableList());
  }

  @Override
  public boolean hasOwnSubtasks() {
    return !groups().isEmpty();
  }

  @Override
  public String kind() {
    return "over";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    new OverFacts(this, facts).tell();
  }

  /** A call as people read it. */
  static String name(AggregateCall call, RowType input) {
    return Previous.is(call)
        ? call.function()
            + "("
            + input.field(call.arguments().get(0)).name()
            + ", "
            + Previous.back(call)
            + ")"
        : call.name(input);
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    BitSet out = needed.apply(OUT);
    for (int column = out.nextSetBit(0); column >= 0; column = out.nextSetBit(column + 1)) {
      if (column < columns()) {
        columns.set(column);
      } else {
        calls().get(column - columns()).columns().forEach(columns::set);
      }
    }
    groups().forEach(columns::set);
    BitSet late = needed.apply(LATE);
    for (int i = 0; i < lateColumns().size(); i++) {
      if (late.get(i)) {
        columns.set(lateColumns().get(i));
      }
    }
    int first = columns.nextSetBit(0);
    if (first < 0 || first >= columns()) {
      // A row is never without columns.
      columns.set(0);
    }
    return List.of(columns);
  }

  /** A call whose result nobody reads goes. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    int[] moves = narrowing.moves(input());
    List<Integer> kept =
        narrowing.left(input()).stream()
            .filter(column -> column < columns())
            .collect(Collectors.toCollection(ArrayList::new));
    List<AggregateCall> left = new ArrayList<>();
    for (int result : narrowing.keep(OUT, rowType().size(), new BitSet())) {
      if (result >= columns()) {
        kept.add(result);
        left.add(calls().get(result - columns()).remap(moves));
      }
    }
    LateLayout layout = lateLayout();
    BitSet added = new BitSet();
    added.set(layout.kept(), layout.size());
    List<Integer> late = narrowing.keep(LATE, layout.size(), added);
    return Narrowed.of(
        toBuilder()
            .groups(groups().stream().map(column -> moves[column]).collect(Collectors.toList()))
            .calls(List.copyOf(left))
            .rowType(rowType().project(kept))
            .lateColumns(
                late.stream()
                    .filter(position -> position < layout.kept())
                    .map(position -> moves[lateColumns().get(position)])
                    .collect(Collectors.toList()))
            .lateType(lateType().project(late))
            .build(),
        Map.of(OUT, kept, LATE, late));
  }

  @Override
  public OverNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.positions(groups(), input);
    check.positions(lateColumns(), input);
    calls().forEach(call -> check.positions(call.columns(), input));
    boolean first = columns() > 0 && columns() <= input.size();
    check.require(first, "has other columns than its input");
    for (int i = 0; first && i < columns(); i++) {
      check.fits(input.field(i).type(), rowType().field(i).type(), rowType().field(i).name());
    }
    check.require(!range().length().isZero(), "says not which rows count");
    if (emitsLate()) {
      check.require(lateType().size() == lateLayout().size(), "late rows have other columns");
    }
  }

  /** As before a window, so that rows of one time are in the same order in every run. */
  public boolean meets(PlanPorts ports) {
    return ports.of(input()).arrival() == ArrivalOrder.SPREAD;
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival =
        input.arrival() == ArrivalOrder.OPEN ? ArrivalOrder.OPEN : ArrivalOrder.SPREAD;
    return port.equals(LATE)
        ? PortFacts.of(lateType(), Optional.empty(), List.of(), arrival)
        : PortFacts.of(rowType(), input.time(), List.of(), arrival);
  }

  /** Late rows have what they came with, and then what is added. */
  @Override
  public boolean mayPass(String port, int column) {
    return port.equals(OUT) && column < columns();
  }

  @Override
  public String meaning(String port, int column, Meanings meanings) {
    return port.equals(LATE) && column < lateColumns().size()
        ? meanings.of(input(), lateColumns().get(column))
        : meanings.owner(this) + "." + rowType(port).field(column).name();
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    RowType input = ports.of(input()).rowType();
    RowType key = input.project(groups());
    List<StateSpec> state = new ArrayList<>();
    if (meets(ports)) {
      state.add(MeetingRows.state(this, input));
    }
    state.add(StateSpec.keyed(id(), "waiting", StateSpec.Kind.MAP, key, Optional.of(input)));
    state.add(StateSpec.keyed(id(), "over", StateSpec.Kind.VALUE, key, Optional.empty()));
    state.add(
        StateSpec.keyed(id(), "rows", StateSpec.Kind.MAP, key, Optional.of(input.project(kept()))));
    state.add(StateSpec.keyed(id(), "due", StateSpec.Kind.MAP, key, Optional.empty()));
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  /** Rows that count no more are gone, so fewer can count with what is kept, and not more. */
  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    RowType input = meanings.columns(input());
    StateShape shape = StateShape.of(kind()).fixed("what counts", range().words());
    for (int column : groups()) {
      shape = shape.key(input.field(column).name(), meanings.of(input(), column));
    }
    for (int column : kept()) {
      shape = shape.part(input.field(column).name(), meanings.of(input(), column));
    }
    return Optional.of(shape);
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }

  @Override
  public boolean dependsOnTime() {
    return true;
  }

  @Override
  public boolean exchanges() {
    return true;
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_OverNode.Builder();
  }

  /** Builds an {@link OverNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder groups(List<Integer> groups);

    public abstract Builder range(OverRange range);

    public abstract Builder calls(List<AggregateCall> calls);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder emitsLate(boolean emitsLate);

    public abstract Builder lateColumns(List<Integer> lateColumns);

    public abstract Builder lateType(RowType lateType);

    public abstract OverNode build();
  }
}
