// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The aggregates of all rows of a key so far: the columns of the key, then one a call. Each result
 * takes the place of the one before, by the key.
 */
@AutoValue
public abstract class RunningNode implements PlanNode {
  public abstract Port input();

  /** The columns of the input by which rows are grouped, at least one. */
  public abstract List<Integer> keys();

  public abstract List<AggregateCall> calls();

  /** Over the results: which of them are there. */
  public abstract Optional<Expression> having();

  /** How long a key is kept after its last row. */
  public abstract Duration ttl();

  /** Whether that goes by the clock of the machine. */
  public abstract boolean processingTime();

  /** How far the points of time are apart at which results are given; absent for one a row. */
  public abstract Optional<Duration> every();

  /** Whether these are points of the clock where keys go by event time. */
  public abstract boolean everyByClock();

  /** Whether rows that come in are taken back, one by one. */
  public abstract boolean takesBack();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public RunningNode withInputs(List<Port> inputs) {
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

  /** Where things stand in a row of results. */
  public WindowLayout layout() {
    return WindowLayout.of(keys().size(), false, false, calls().size());
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "aggregate";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    new RunningFacts(this, facts).tell();
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet results = (BitSet) needed.apply(OUT).clone();
    having().ifPresent(condition -> Columns.add(results, condition));
    BitSet columns = new BitSet();
    keys().forEach(columns::set);
    for (int i = 0; i < calls().size(); i++) {
      if (results.get(layout().ofCall(i))) {
        calls().get(i).columns().forEach(columns::set);
      }
    }
    return List.of(columns);
  }

  /** Keys stay; a call whose result nobody reads goes. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    int[] moves = narrowing.moves(input());
    BitSet fixed = Columns.all(keys().size());
    having().ifPresent(condition -> Columns.add(fixed, condition));
    List<Integer> results = narrowing.keep(OUT, rowType().size(), fixed);
    List<AggregateCall> left = new ArrayList<>();
    for (int result : results) {
      if (result >= layout().firstCall()) {
        left.add(calls().get(layout().callAt(result)).remap(moves));
      }
    }
    int[] ofResults = Narrowing.moves(results);
    return Narrowed.of(
        toBuilder()
            .keys(keys().stream().map(key -> moves[key]).collect(Collectors.toList()))
            .calls(List.copyOf(left))
            .having(having().map(condition -> narrowing.moved(condition, ofResults)))
            .rowType(rowType().project(results))
            .build(),
        results);
  }

  @Override
  public RunningNode withExpressions(UnaryOperator<Expression> change) {
    return toBuilder()
        .having(having().map(change).filter(condition -> !condition.isAlwaysTrue()))
        .build();
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.positions(keys(), input);
    check.require(!keys().isEmpty(), "no column says what is counted together");
    for (AggregateCall call : calls()) {
      check.positions(call.columns(), input);
      check.require(call.takesBack() == takesBack(), "calls do not take rows as the node does");
    }
    check.require(rowType().size() == layout().size(), "keys and calls are not its columns");
    check.condition(having(), rowType());
  }

  /** As before a window, so that results are the same in every run that ends by itself. */
  public boolean meets(PlanPorts ports) {
    return dependsOnTime() && !takesBack() && ports.of(input()).arrival() == ArrivalOrder.SPREAD;
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival =
        dependsOnTime() && !takesBack() && input.arrival() != ArrivalOrder.OPEN
            ? ArrivalOrder.SPREAD
            : ArrivalOrder.OPEN;
    return PortFacts.of(
        rowType(port),
        processingTime() ? Optional.empty() : input.time().map(time -> time.assignedBy(id())),
        Columns.listed(keys().size()),
        arrival);
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    return Changes.upsert(Columns.listed(keys().size()), name());
  }

  /** Where rows replace each other by a key, what one replaces is not in it. */
  @Override
  public boolean takes(Changes input) {
    return takesBack() ? input.mode() == ChangeMode.RETRACT : input.isNone();
  }

  /** Keys are as they come. */
  @Override
  public boolean mayPass(String port, int column) {
    return column < keys().size();
  }

  @Override
  public String meaning(String port, int column, Meanings meanings) {
    return meanings.owner(this)
        + "."
        + (column < keys().size()
            ? rowType().field(column).name()
            : AggregateCall.names(calls(), meanings.columns(input())).get(layout().callAt(column)));
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    RowType input = ports.of(input()).rowType();
    RowType key = input.project(keys());
    List<StateSpec> state = new ArrayList<>();
    if (meets(ports)) {
      state.add(MeetingRows.state(this, input));
    }
    state.add(
        StateSpec.keyed(
            id(),
            "aggregates",
            StateSpec.Kind.VALUE,
            key,
            Optional.of(accumulators.apply(calls(), input))));
    state.add(StateSpec.keyed(id(), "due", StateSpec.Kind.MAP, key, Optional.empty()));
    if (every().isPresent()) {
      state.add(
          StateSpec.keyed(
              id(),
              everyByClock() ? "every-by-clock" : "every",
              StateSpec.Kind.MAP,
              key,
              Optional.empty()));
    }
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    StateShape shape =
        StateShape.of(kind())
            .fixed("the time by which keys go", processingTime() ? "processing time" : "event time")
            .fixed(
                "the records that come in", takesBack() ? "can be taken back" : "stay as they are");
    RowType input = meanings.columns(input());
    for (int column : keys()) {
      shape = shape.key(input.field(column).name(), meanings.of(input(), column));
    }
    return Optional.of(
        CallShapes.with(
            shape,
            this,
            calls(),
            column -> column < keys().size() ? -1 : layout().callAt(column),
            meanings));
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return having()
        .map(condition -> expressions.calc(rowType(), Optional.of(condition), List.of()))
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public boolean dependsOnTime() {
    return !processingTime();
  }

  /** Whether a key is forgotten, and when results are given. */
  @Override
  public boolean dependsOnEachWatermark() {
    return dependsOnTime();
  }

  @Override
  public boolean exchanges() {
    return true;
  }

  @Override
  public Replay replay(Catalog catalog) {
    if (processingTime()) {
      return Replay.of(
          Replay.Effect.OTHERS,
          name() + " forgets keys by the clock, so records read again can make other rows");
    }
    return everyByClock()
        ? Replay.of(
            Replay.Effect.OTHERS,
            name() + " gives results by the clock, so those made again can be others")
        : Replay.same();
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_RunningNode.Builder()
        .having(Optional.empty())
        .processingTime(false)
        .every(Optional.empty())
        .everyByClock(false)
        .takesBack(false);
  }

  /** Builds a {@link RunningNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder keys(List<Integer> keys);

    public abstract Builder calls(List<AggregateCall> calls);

    public abstract Builder having(Optional<Expression> having);

    public abstract Builder ttl(Duration ttl);

    public abstract Builder processingTime(boolean processingTime);

    public abstract Builder every(Optional<Duration> every);

    public abstract Builder everyByClock(boolean everyByClock);

    public abstract Builder takesBack(boolean takesBack);

    public abstract Builder rowType(RowType rowType);

    public abstract RunningNode build();
  }
}
