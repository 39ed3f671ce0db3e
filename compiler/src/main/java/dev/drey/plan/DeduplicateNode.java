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
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of those with the same key that are less than a while of event time apart: the first, as
 * it is, or each that is newer than those before it, in their place.
 */
@AutoValue
public abstract class DeduplicateNode implements PlanNode {
  /** What is kept of a key: an event time. */
  public static final RowType TIME =
      RowType.of(Field.of("time", DataType.timestampLtz().notNull()));

  public abstract Port input();

  /** The columns of the key, at least one. */
  public abstract List<Integer> by();

  public abstract boolean keepsLast();

  public abstract Duration within();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public DeduplicateNode withInputs(List<Port> inputs) {
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
    return "deduplicate";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    RowType key = rowType().project(by());
    String within = Durations.text(within());
    facts.tellBriefly("key", FactValue.of(key), key.toString());
    facts.tellBriefly(
        "keeps",
        FactValue.of("row", FactValue.of(keepsLast() ? "last" : "first"))
            .with("within", FactValue.of(within())),
        "the " + (keepsLast() ? "last" : "first") + " row within " + within + " of event time");
    facts.tellRows(rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(entries()))
            .with("per", FactValue.texts(List.of("key"))),
        String.join(" and ", entries()) + " per key");
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of("watermark")).with("afterEnd", FactValue.of(within())),
        "the watermark passing the row by " + within);
    if (keepsLast()) {
      facts.tellLoss(
          "late records", "drop", "dropped and counted where they are " + within + " late");
    } else {
      facts.tell(
          "late records",
          FactValue.of("action", FactValue.of("pass")),
          "pass where the row before them is not known any more");
    }
  }

  private List<String> entries() {
    return keepsLast()
        ? List.of("a time")
        : List.of("a time", "the rows that the watermark has not passed");
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = (BitSet) needed.apply(OUT).clone();
    by().forEach(columns::set);
    return List.of(columns);
  }

  /** Its rows have what its input's have. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    return Narrowed.of(
        toBuilder()
            .by(by().stream().map(column -> moves[column]).collect(Collectors.toList()))
            .rowType(rowType().project(left))
            .build(),
        left);
  }

  @Override
  public DeduplicateNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, rowType(), "the input");
    check.positions(by(), input);
    check.require(!by().isEmpty(), "no column says which rows are the same");
  }

  /** As before a window, so that which row is the first is the same in every run. */
  public boolean meets(PlanPorts ports) {
    return ports.of(input()).arrival() == ArrivalOrder.SPREAD;
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival =
        input.arrival() == ArrivalOrder.OPEN ? ArrivalOrder.OPEN : ArrivalOrder.SPREAD;
    return PortFacts.of(rowType(port), input.time(), keepsLast() ? by() : input.keys(), arrival);
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    return keepsLast() ? Changes.upsert(by(), name()) : Changes.none();
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    RowType key = rowType().project(by());
    List<StateSpec> state = new ArrayList<>();
    if (meets(ports)) {
      state.add(MeetingRows.state(this, rowType()));
    }
    if (keepsLast()) {
      state.add(keyed("latest", StateSpec.Kind.VALUE, key, TIME));
      state.add(keyed("due", StateSpec.Kind.MAP, key, null));
    } else {
      state.add(keyed("passed", StateSpec.Kind.MAP, key, null));
      state.add(keyed("passed-alone", StateSpec.Kind.VALUE, key, null));
      state.add(keyed("waiting", StateSpec.Kind.MAP, key, rowType()));
    }
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    StateShape shape = StateShape.of(kind()).fixed("`keep`", keepsLast() ? "last" : "first");
    for (int column : by()) {
      shape = shape.key(rowType().field(column).name(), meanings.of(input(), column));
    }
    return Optional.of(shape);
  }

  private StateSpec keyed(String name, StateSpec.Kind kind, RowType key, @Nullable RowType value) {
    return StateSpec.keyed(id(), name, kind, key, Optional.ofNullable(value));
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
    return new AutoValue_DeduplicateNode.Builder();
  }

  /** Builds a {@link DeduplicateNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder by(List<Integer> by);

    public abstract Builder keepsLast(boolean keepsLast);

    public abstract Builder within(Duration within);

    public abstract Builder rowType(RowType rowType);

    public abstract DeduplicateNode build();
  }
}
