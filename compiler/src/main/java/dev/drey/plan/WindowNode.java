// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Groups rows by key and window. A result row has the keys, {@code window_start}, {@code
 * window_end} (TIMESTAMP_LTZ(3) NOT NULL) and one column a call; its event time is the window's end
 * less one millisecond. That of so many rows has no bounds, and the time of its last row.
 */
@AutoValue
public abstract class WindowNode implements PlanNode {
  /** The port of rows later than the lateness allows. */
  public static final String LATE = "late";

  public abstract Port input();

  /** The columns of the input by which rows are grouped; empty for one global group. */
  public abstract List<Integer> keys();

  public abstract WindowShape shape();

  /** The column of the input with the milliseconds of a row's gap; absent where all have one. */
  public abstract OptionalInt gap();

  public abstract Duration allowedLateness();

  public abstract WindowTrigger trigger();

  /** Whether results have a column that says which of their window's they are. */
  public abstract boolean hasPane();

  public abstract List<AggregateCall> calls();

  public abstract RowType rowType();

  /** Whether late rows leave through {@link #LATE}; else they are dropped and counted. */
  public abstract boolean emitsLate();

  /** To how many subtasks the rows of a key are sent to be added up first; absent for none. */
  public abstract OptionalInt salt();

  /** The columns of the input that a late row keeps. */
  public abstract List<Integer> lateColumns();

  /**
   * The kept columns, then {@code late_by BIGINT NOT NULL} (milliseconds that the watermark was
   * ahead of the row) and {@code watermark TIMESTAMP_LTZ(3) NOT NULL}.
   */
  public abstract RowType lateType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public WindowNode withInputs(List<Port> inputs) {
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

  /** Where things stand in a row of results. */
  public WindowLayout layout() {
    return WindowLayout.of(keys().size(), shape().isBounded(), hasPane(), calls().size());
  }

  /** Where things stand in a late row. */
  public LateLayout lateLayout() {
    return LateLayout.of(lateColumns().size());
  }

  @Override
  public boolean hasOwnSubtasks() {
    return !keys().isEmpty();
  }

  @Override
  public String kind() {
    return "window";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    new WindowFacts(this, facts).tell();
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    return List.of(new WindowColumns(this).needed(needed));
  }

  /** Keys and bounds stay; a pane and a call whose result nobody reads go. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    return new WindowColumns(this).narrowed(narrowing);
  }

  @Override
  public WindowNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.positions(keys(), input);
    check.positions(lateColumns(), input);
    gap().ifPresent(gap -> check.positions(List.of(gap), input));
    for (AggregateCall call : calls()) {
      check.positions(call.columns(), input);
    }
    check.require(
        rowType().size() == layout().size(), "keys, bounds and calls are not its columns");
    if (emitsLate()) {
      check.require(lateType().size() == lateLayout().size(), "late rows have other columns");
    }
  }

  /**
   * Whether what its input's subtasks send meets in one order before it: where that is the same in
   * every run, so that the results are.
   */
  public boolean meets(PlanPorts ports) {
    return dependsOnTime() && ports.of(input()).arrival() == ArrivalOrder.SPREAD;
  }

  /** Whether rows may be added up in several subtasks first. */
  boolean mayBeSpread() {
    return keys().isEmpty() || salt().isPresent();
  }

  /** Why that is not done; empty where it is. */
  Optional<String> obstacle() {
    return WindowPhases.obstacle(shape(), trigger(), calls(), salt().isPresent());
  }

  /**
   * Whether the rows of each subtask are added up before one subtask for each key adds up the rest.
   * Not where rows come in one order, to be counted in that.
   */
  public boolean twoPhases(PlanPorts ports) {
    return mayBeSpread()
        && obstacle().isEmpty()
        && ports.of(input()).arrival() == ArrivalOrder.OPEN;
  }

  /** The uid of the first of two phases. */
  public String partialUid() {
    return id() + ".partial";
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival =
        dependsOnTime() && input.arrival() != ArrivalOrder.OPEN
            ? ArrivalOrder.SPREAD
            : ArrivalOrder.OPEN;
    if (port.equals(LATE)) {
      return PortFacts.of(lateType(), Optional.empty(), List.of(), arrival);
    }
    return PortFacts.of(
        rowType(port),
        dependsOnTime() && shape().kind() != WindowShape.Kind.GLOBAL
            ? input.time().map(time -> time.assignedBy(id()))
            : Optional.empty(),
        !shape().isBounded() || trigger().emitsDeltas()
            ? List.of()
            : Columns.listed(layout().ofWindow()),
        arrival);
  }

  /**
   * Whether a row goes into one slice that its windows share. Not where a result has the order in
   * which rows came, which slices do not keep, not where a trigger keeps windows apart, and not
   * where windows do not overlap.
   */
  public boolean sharesSlices() {
    return shape().overlaps()
        && trigger().sharesSlices()
        && (shape().processingTime() || !ordered());
  }

  /**
   * Whether an aggregate that the spec has needs the order of rows, somebody read it or not: what
   * is kept does not change with who reads.
   */
  public abstract boolean ordered();

  /** Keys are as they come; the rest is made here, or put elsewhere. */
  @Override
  public boolean mayPass(String port, int column) {
    return port.equals(OUT) && column < keys().size();
  }

  @Override
  public String meaning(String port, int column, Meanings meanings) {
    if (port.equals(LATE) && column < lateColumns().size()) {
      return meanings.of(input(), lateColumns().get(column));
    }
    boolean isCall = port.equals(OUT) && column >= layout().firstCall();
    return meanings.owner(this)
        + "."
        + (isCall
            ? AggregateCall.names(calls(), meanings.columns(input())).get(layout().callAt(column))
            : rowType(port).field(column).name());
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    return Optional.of(new WindowStateShape(this, meanings).shape());
  }

  /** What the operator registers, and what waits in front of it. */
  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return new WindowState(this, ports, accumulators).list();
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }

  @Override
  public boolean dependsOnTime() {
    return !shape().processingTime();
  }

  /** Where windows give results at points of event time between their ends, and behind them. */
  @Override
  public boolean dependsOnEachWatermark() {
    return dependsOnTime()
        && ((trigger().earlyEvery().isPresent() && !trigger().earlyByClock())
            || trigger().lateEvery().isPresent());
  }

  @Override
  public boolean exchanges() {
    return true;
  }

  @Override
  public Replay replay(Catalog catalog) {
    if (shape().kind() == WindowShape.Kind.COUNT) {
      return Replay.of(
          Replay.Effect.OTHERS,
          name() + " counts records as they come, so records read again can make other windows");
    }
    if (shape().processingTime()) {
      return Replay.of(
          Replay.Effect.OTHERS,
          name() + " groups by the clock, so records read again can fall into other windows");
    }
    return trigger().earlyByClock()
        ? Replay.of(
            Replay.Effect.OTHERS,
            name() + " gives early results by the clock, so those made again can be others")
        : Replay.same();
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_WindowNode.Builder()
        .gap(OptionalInt.empty())
        .salt(OptionalInt.empty())
        .trigger(WindowTrigger.none())
        .hasPane(false);
  }

  /** Builds a {@link WindowNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder keys(List<Integer> keys);

    public abstract Builder shape(WindowShape shape);

    public abstract Builder gap(OptionalInt gap);

    public abstract Builder allowedLateness(Duration allowedLateness);

    public abstract Builder trigger(WindowTrigger trigger);

    public abstract Builder hasPane(boolean hasPane);

    public abstract Builder calls(List<AggregateCall> calls);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder emitsLate(boolean emitsLate);

    public abstract Builder salt(OptionalInt salt);

    public abstract Builder lateColumns(List<Integer> lateColumns);

    public abstract Builder lateType(RowType lateType);

    public abstract Builder ordered(boolean ordered);

    abstract Optional<Boolean> ordered();

    abstract List<AggregateCall> calls();

    abstract WindowNode autoBuild();

    public final WindowNode build() {
      if (ordered().isEmpty()) {
        ordered(calls().stream().anyMatch(call -> call.function().keepsRows()));
      }
      return autoBuild();
    }
  }
}
