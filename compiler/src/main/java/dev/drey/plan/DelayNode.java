// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.Durations;
import dev.drey.state.StateShape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
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
 * Rows a while later, with the event time that they have. The columns are the first ones of the
 * input.
 */
@AutoValue
public abstract class DelayNode implements PlanNode {
  /** By what rows without a key are dealt out. */
  private static final RowType SLOT =
      RowType.of(Field.of("slot", DataType.of(TypeKind.BIGINT).notNull()));

  public abstract Port input();

  /** The columns of the input by which rows keep their order; empty for none. */
  public abstract List<Integer> groups();

  public abstract Duration by();

  /** Whether that goes by the clock of the machine. */
  public abstract boolean processingTime();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public DelayNode withInputs(List<Port> inputs) {
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

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "delay";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    RowType key = facts.input(input()).project(groups());
    String by = Durations.text(by());
    facts.tellBriefly(
        "key", FactValue.of(key), groups().isEmpty() ? "none: rows are dealt out" : key.toString());
    facts.tellBriefly(
        "delay",
        FactValue.of("by", FactValue.of(by()))
            .with("clock", FactValue.of(processingTime() ? "machine" : "watermark")),
        by + (processingTime() ? " by the clock" : " of event time"));
    facts.tellRows(rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("row"))),
        "the rows of the last " + by);
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of(processingTime() ? "machine" : "watermark"))
            .with("afterEnd", FactValue.of(by())),
        (processingTime() ? "the clock" : "the watermark") + " passing the row by " + by);
    if (!processingTime()) {
      facts.tell(
          "late records",
          FactValue.of("action", FactValue.of("pass")),
          "wait until the watermark has passed them by " + by + "; where it has, pass at once");
    }
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = (BitSet) needed.apply(OUT).clone();
    groups().forEach(columns::set);
    if (columns.isEmpty()) {
      // A row is never without columns.
      columns.set(0);
    }
    return List.of(columns);
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    return Narrowed.of(
        toBuilder()
            .groups(groups().stream().map(column -> moves[column]).collect(Collectors.toList()))
            .rowType(rowType().project(left))
            .build(),
        left);
  }

  @Override
  public DelayNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, rowType(), "the input");
    check.positions(groups(), input);
    check.require(!by().isZero() && !by().isNegative(), "a delay of no time");
  }

  /** As before a window, so that rows of one time are in the same order in every run. */
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
        input.time().map(time -> processingTime() ? time.behindUnknown() : time.behindBy(by())),
        List.of(),
        arrival);
  }

  /** The columns with which rows come to the operator: those of the input, and what has no key. */
  public RowType arriving(RowType input) {
    return groups().isEmpty() ? with(input, SLOT.field(0)) : input;
  }

  /** The columns of a row while it waits; by the clock, its event time is the last. */
  public RowType waiting(RowType input) {
    RowType arriving = arriving(input);
    return processingTime()
        ? with(arriving, Field.of("row time", DataType.of(TypeKind.BIGINT)))
        : arriving;
  }

  /** The key by which rows come. */
  public RowType key(RowType input) {
    return groups().isEmpty() ? SLOT : input.project(groups());
  }

  private static RowType with(RowType columns, Field last) {
    List<Field> fields = new ArrayList<>(columns.fields());
    String name = last.name();
    while (columns.contains(name)) {
      name += "'";
    }
    fields.add(Field.of(name, last.type()));
    return RowType.of(fields);
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
            id(), "waiting", StateSpec.Kind.MAP, key(input), Optional.of(waiting(input))));
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  /** Not how long the delay is: what is kept is when rows came. */
  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    RowType input = meanings.columns(input());
    StateShape shape =
        StateShape.of(kind())
            .fixed(
                "the time by which rows wait", processingTime() ? "processing time" : "event time");
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

  @Override
  public boolean exchanges() {
    return true;
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_DelayNode.Builder();
  }

  /** Builds a {@link DelayNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder groups(List<Integer> groups);

    public abstract Builder by(Duration by);

    public abstract Builder processingTime(boolean processingTime);

    public abstract Builder rowType(RowType rowType);

    public abstract DelayNode build();
  }
}
