// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
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
 * Rows in the order of their event time, given when the watermark has reached it: those of a key,
 * or all of them. The columns are the first ones of the input.
 */
@AutoValue
public abstract class OrderNode implements PlanNode {
  /** The port of rows whose time the watermark had reached when they came. */
  public static final String LATE = "late";

  public abstract Port input();

  /** The columns of the input by which rows are in an order of their own; empty for one order. */
  public abstract List<Integer> groups();

  /** What decides between rows of one time; behind that the first that came is the first. */
  public abstract List<TopOrder> ties();

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
  public OrderNode withInputs(List<Port> inputs) {
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

  /** Where things stand in a late row. */
  public LateLayout lateLayout() {
    return LateLayout.of(lateColumns().size());
  }

  @Override
  public boolean hasOwnSubtasks() {
    return !groups().isEmpty();
  }

  @Override
  public String kind() {
    return "orderBy";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    RowType input = facts.input(input());
    RowType key = input.project(groups());
    facts.tellBriefly(
        "key", FactValue.of(key), groups().isEmpty() ? "none: one order" : key.toString());
    List<String> order = new ArrayList<>(List.of("event time"));
    ties()
        .forEach(
            part ->
                order.add(RowType.quoted(input.field(part.column()).name()) + " " + part.words()));
    facts.tellBriefly("order", FactValue.texts(order), String.join(", ", order));
    facts.tell("equal rows", "the first that came is the first");
    facts.tellRows(rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("row"))),
        "the rows that the watermark has not reached");
    facts.tell("bounded by", FactValue.of("clock", FactValue.of("watermark")), "the watermark");
    if (emitsLate()) {
      facts.tellAside("late records", LATE);
    } else {
      facts.tellLoss("late records", "drop", "dropped and counted");
    }
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = (BitSet) needed.apply(OUT).clone();
    groups().forEach(columns::set);
    ties().forEach(part -> columns.set(part.column()));
    BitSet late = needed.apply(LATE);
    for (int i = 0; i < lateColumns().size(); i++) {
      if (late.get(i)) {
        columns.set(lateColumns().get(i));
      }
    }
    int first = columns.nextSetBit(0);
    if (first < 0 || first >= rowType().size()) {
      // A row is never without columns.
      columns.set(0);
    }
    return List.of(columns);
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    int[] moves = narrowing.moves(input());
    List<Integer> kept =
        narrowing.left(input()).stream()
            .filter(column -> column < rowType().size())
            .collect(Collectors.toList());
    LateLayout layout = lateLayout();
    BitSet added = new BitSet();
    added.set(layout.kept(), layout.size());
    List<Integer> late = narrowing.keep(LATE, layout.size(), added);
    return Narrowed.of(
        toBuilder()
            .groups(groups().stream().map(column -> moves[column]).collect(Collectors.toList()))
            .ties(
                ties().stream()
                    .map(part -> part.at(moves[part.column()]))
                    .collect(Collectors.toList()))
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
  public OrderNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.positions(groups(), input);
    check.positions(ties().stream().map(TopOrder::column).collect(Collectors.toList()), input);
    check.positions(lateColumns(), input);
    boolean first = rowType().size() > 0 && rowType().size() <= input.size();
    check.require(first, "has other columns than its input");
    for (int i = 0; first && i < rowType().size(); i++) {
      check.fits(input.field(i).type(), rowType().field(i).type(), rowType().field(i).name());
    }
    if (emitsLate()) {
      check.require(lateType().size() == lateLayout().size(), "late rows have other columns");
    }
  }

  /** As before a window, so that rows that are equal are in the same order in every run. */
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
    return port.equals(OUT);
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
    List<StateSpec> state = new ArrayList<>();
    if (meets(ports)) {
      state.add(MeetingRows.state(this, input));
    }
    state.add(
        StateSpec.keyed(
            id(), "waiting", StateSpec.Kind.MAP, input.project(groups()), Optional.of(input)));
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  /** Rows wait whatever decides between them. */
  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    RowType input = meanings.columns(input());
    StateShape shape = StateShape.of(kind());
    for (int column : groups()) {
      shape = shape.key(input.field(column).name(), meanings.of(input(), column));
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
    return new AutoValue_OrderNode.Builder();
  }

  /** Builds an {@link OrderNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder groups(List<Integer> groups);

    public abstract Builder ties(List<TopOrder> ties);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder emitsLate(boolean emitsLate);

    public abstract Builder lateColumns(List<Integer> lateColumns);

    public abstract Builder lateType(RowType lateType);

    public abstract OrderNode build();
  }
}
