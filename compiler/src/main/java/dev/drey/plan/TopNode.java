// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.ValueOrder;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The first rows of each group by an order: of all rows so far, which change, or of each window,
 * which do not. The columns are the first ones of the input, and where asked for a row's place.
 */
@AutoValue
public abstract class TopNode implements PlanNode {
  public abstract Port input();

  /** The columns of the input by which rows are grouped; empty for one group. */
  public abstract List<Integer> groups();

  /** At least one. */
  public abstract List<TopOrder> order();

  /** How many rows are the first ones. */
  public abstract int most();

  /** Whether the last column is a row's place. */
  public abstract boolean ranked();

  /** The column of the input with the end of a row's window; absent for all rows so far. */
  public abstract OptionalInt windowEnd();

  /** How long a group of all rows so far is kept after its last row; zero for windows. */
  public abstract Duration ttl();

  /** Whether that goes by the clock of the machine. */
  public abstract boolean processingTime();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public TopNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).build();
  }

  @Override
  public List<String> ports() {
    return List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    if (!port.equals(OUT)) {
      throw new IllegalArgumentException(port);
    }
    return rowType();
  }

  /** How many columns of the input are given. */
  public int columns() {
    return rowType().size() - (ranked() ? 1 : 0);
  }

  /**
   * By what rows are equal in the order go, so that those of a window are the same ones in whatever
   * order they came; nothing where the first that came is the first.
   */
  public List<Integer> ties(RowType input) {
    List<Integer> ties = new ArrayList<>();
    for (int i = 0; windowEnd().isPresent() && i < input.size(); i++) {
      int column = i;
      if (ValueOrder.isOf(input.field(i).type())
          && order().stream().noneMatch(part -> part.column() == column)) {
        ties.add(i);
      }
    }
    return ties;
  }

  @Override
  public boolean hasOwnSubtasks() {
    return !groups().isEmpty();
  }

  @Override
  public String kind() {
    return "topN";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    new TopFacts(this, facts).tell();
  }

  /** Rows that are equal in the order go by all others, where these decide. */
  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    needed.apply(OUT).stream().filter(column -> column < columns()).forEach(columns::set);
    groups().forEach(columns::set);
    order().forEach(part -> columns.set(part.column()));
    windowEnd()
        .ifPresent(
            end -> {
              columns.set(end);
              columns.set(0, columns());
            });
    if (columns.nextSetBit(0) < 0 || columns.nextSetBit(0) >= columns()) {
      // A row is never without columns.
      columns.set(0);
    }
    return List.of(columns);
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    List<Integer> kept =
        left.stream().filter(column -> column < columns()).collect(Collectors.toList());
    if (ranked()) {
      kept.add(columns());
    }
    return Narrowed.of(
        toBuilder()
            .groups(groups().stream().map(column -> moves[column]).collect(Collectors.toList()))
            .order(
                order().stream()
                    .map(part -> part.at(moves[part.column()]))
                    .collect(Collectors.toList()))
            .windowEnd(
                windowEnd().isPresent()
                    ? OptionalInt.of(moves[windowEnd().getAsInt()])
                    : OptionalInt.empty())
            .rowType(rowType().project(kept))
            .build(),
        kept);
  }

  @Override
  public TopNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.positions(groups(), input);
    check.positions(order().stream().map(TopOrder::column).collect(Collectors.toList()), input);
    check.require(!order().isEmpty(), "no column says which rows are the first");
    check.require(columns() > 0 && columns() <= input.size(), "has other columns than its input");
    for (int i = 0; i < columns(); i++) {
      check.fits(input.field(i).type(), rowType().field(i).type(), rowType().field(i).name());
    }
    check.require(windowEnd().isPresent() || !ttl().isZero(), "says not when a group is forgotten");
  }

  /** As before a window, so that results are the same in every run that ends by itself. */
  public boolean meets(PlanPorts ports) {
    return dependsOnTime() && ports.of(input()).arrival() == ArrivalOrder.SPREAD;
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival =
        dependsOnTime() && input.arrival() != ArrivalOrder.OPEN
            ? ArrivalOrder.SPREAD
            : ArrivalOrder.OPEN;
    return PortFacts.of(
        rowType(port),
        processingTime() ? Optional.empty() : input.time().map(time -> time.assignedBy(id())),
        ranked() ? keys() : List.of(),
        arrival);
  }

  /** The group and the place in it. */
  private List<Integer> keys() {
    List<Integer> keys = new ArrayList<>(groups());
    keys.add(columns());
    return keys;
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    if (windowEnd().isPresent()) {
      return Changes.none();
    }
    return ranked() ? Changes.upsert(keys(), name()) : Changes.retract(name());
  }

  /** The place is made here. */
  @Override
  public boolean mayPass(String port, int column) {
    return column < columns();
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
    state.add(StateSpec.keyed(id(), "top", StateSpec.Kind.VALUE, key, Optional.of(input)));
    state.add(StateSpec.keyed(id(), "due", StateSpec.Kind.MAP, key, Optional.empty()));
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    RowType input = meanings.columns(input());
    StateShape shape =
        StateShape.of(kind())
            .fixed(
                "the order",
                order().stream()
                    .map(part -> meanings.of(input(), part.column()) + " " + part.words())
                    .collect(Collectors.joining(", ")))
            .fixed("`n`", String.valueOf(most()))
            .fixed(
                "what comes out",
                windowEnd().isPresent()
                    ? "the rows of each window"
                    : ranked()
                        ? "rows that are replaced by their place"
                        : "rows that are taken back");
    if (windowEnd().isEmpty()) {
      shape =
          shape.fixed(
              "the time by which keys go", processingTime() ? "processing time" : "event time");
    }
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
    return !processingTime();
  }

  /** Whether a group is forgotten; rows of a window come when it has ended. */
  @Override
  public boolean dependsOnEachWatermark() {
    return dependsOnTime() && windowEnd().isEmpty();
  }

  @Override
  public boolean exchanges() {
    return true;
  }

  @Override
  public Replay replay(Catalog catalog) {
    return windowEnd().isPresent()
        ? Replay.same()
        : Replay.of(
            Replay.Effect.OTHERS,
            name()
                + (processingTime()
                    ? " forgets keys by the clock, so records read again can make other rows"
                    : " has the first of equal rows that came, so records read again can make"
                        + " others"));
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_TopNode.Builder()
        .windowEnd(OptionalInt.empty())
        .ttl(Duration.ZERO)
        .processingTime(false);
  }

  /** Builds a {@link TopNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder groups(List<Integer> groups);

    public abstract Builder order(List<TopOrder> order);

    public abstract Builder most(int most);

    public abstract Builder ranked(boolean ranked);

    public abstract Builder windowEnd(OptionalInt windowEnd);

    public abstract Builder ttl(Duration ttl);

    public abstract Builder processingTime(boolean processingTime);

    public abstract Builder rowType(RowType rowType);

    public abstract TopNode build();
  }
}
