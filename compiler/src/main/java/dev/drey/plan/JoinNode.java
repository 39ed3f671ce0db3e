// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.Durations;
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
import java.util.stream.IntStream;

/**
 * Pairs of rows of two sides with the same key, near each other in time. The rows of both sides
 * come as one input: first whether it is a left row, then the columns by which both go, then those
 * of left rows alone, then those of right rows alone; and where rows of one window belong together,
 * its two bounds.
 */
@AutoValue
public abstract class JoinNode implements PlanNode {
  public abstract Port input();

  /** How many columns both sides go by; at least one. */
  public abstract int keys();

  /** How many columns left rows have alone. */
  public abstract int left();

  /** How many columns right rows have alone. */
  public abstract int right();

  /** The columns of a result, by their positions in the input. */
  public abstract List<Integer> given();

  public abstract JoinType type();

  /** Whether a left row goes with the last right row up to its time, and not with those near it. */
  public abstract boolean asOf();

  /** The column that says whether there is no right row from then on; absent where all are rows. */
  public abstract OptionalInt deleted();

  /** For how long a right row holds; absent where until the next one of its key. */
  public abstract Optional<Duration> ttl();

  /** The windows of which both rows of a pair are in one; absent where times say what is near. */
  public abstract Optional<WindowShape> window();

  /** How far a right row may be before a left one. */
  public abstract Duration before();

  /** How far a right row may be after a left one. */
  public abstract Duration after();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public JoinNode withInputs(List<Port> inputs) {
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

  /** The columns of the input by which both sides go, with those of a window. */
  public List<Integer> keyColumns() {
    return IntStream.concat(IntStream.rangeClosed(1, keys()), bounds())
        .boxed()
        .collect(Collectors.toList());
  }

  private IntStream bounds() {
    int first = 1 + keys() + left() + right();
    return IntStream.range(first, first + (window().isPresent() ? WindowsNode.BOUNDS : 0));
  }

  /** The columns of the input that rows of a side have alone. */
  List<Integer> own(boolean ofLeft) {
    int from = 1 + keys() + (ofLeft ? 0 : left());
    return IntStream.range(from, from + (ofLeft ? left() : right()))
        .boxed()
        .collect(Collectors.toList());
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "join";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    new JoinFacts(this, facts).tell();
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    columns.set(0, 1 + keys());
    deleted().ifPresent(columns::set);
    bounds().forEach(columns::set);
    Columns.atLeastOne(needed.apply(OUT)).stream().forEach(i -> columns.set(given().get(i)));
    return List.of(columns);
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = narrowing.keep(OUT, rowType().size(), new BitSet());
    List<Integer> columns = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    return Narrowed.of(
        toBuilder()
            .left((int) columns.stream().filter(own(true)::contains).count())
            .right((int) columns.stream().filter(own(false)::contains).count())
            .deleted(
                deleted().isPresent()
                    ? OptionalInt.of(moves[deleted().getAsInt()])
                    : OptionalInt.empty())
            .given(kept.stream().map(i -> moves[given().get(i)]).collect(Collectors.toList()))
            .rowType(rowType().project(kept))
            .build(),
        kept);
  }

  @Override
  public JoinNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.require(keys() > 0, "no column says which rows belong together");
    check.require(
        input.size() == 1 + keys() + left() + right() + bounds().count(),
        "has other columns than its input");
    check.require(
        window().isEmpty() || (!asOf() && before().isZero() && after().isZero()),
        "says more of the times of rows than that they are in one window");
    check.require(given().size() == rowType().size(), "one column of the input a column");
    check.positions(given(), input);
    check.require(
        deleted().isEmpty() || deleted().getAsInt() == input.size() - 1,
        "does not say last what is deleted");
    check.require(
        !asOf() || !type().keepsRight(), "has right rows alone, which hold until another does");
    check.require(
        ttl().map(length -> asOf() && !length.isNegative() && !length.isZero()).orElse(true),
        "has right rows that hold for no time");
    for (int i = 0; i < given().size(); i++) {
      // What stands for the other side is NULL in a row, and not in a pair.
      check.fits(
          input.field(given().get(i)).type().notNull(),
          rowType().field(i).type(),
          rowType().field(i).name());
    }
    check.require(
        !before().isNegative() && !after().isNegative(), "ends before the time of its rows");
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return PortFacts.of(
        rowType(port),
        input.time().map(time -> time.assignedBy(id())),
        List.of(),
        input.arrival() == ArrivalOrder.OPEN ? ArrivalOrder.OPEN : ArrivalOrder.SPREAD);
  }

  /** A column of a side may be NULL here. */
  @Override
  public boolean mayPass(String port, int column) {
    return false;
  }

  @Override
  public String meaning(String port, int column, Meanings meanings) {
    int of = given().get(column);
    return meanings.owner(this)
        + "."
        + (window().isPresent() ? meanings.of(input(), of) : meanings.ofEach(input(), of));
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    RowType input = ports.of(input()).rowType();
    RowType key = input.project(keyColumns());
    List<StateSpec> state = new ArrayList<>();
    if (asOf()) {
      state.add(StateSpec.keyed(id(), "waiting", StateSpec.Kind.MAP, key, Optional.of(input)));
      state.add(side("versions", key, input.project(own(false))));
      state.add(due("versions", key));
      state.add(StateSpec.union(id(), "frontier"));
      state.add(StateSpec.union(id(), "shape"));
      return state;
    }
    for (boolean ofLeft : new boolean[] {true, false}) {
      String side = ofLeft ? "left" : "right";
      state.add(side(side, key, input.project(own(ofLeft))));
      state.add(due(side, key));
    }
    state.add(StateSpec.union(id(), "frontier"));
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  private StateSpec side(String name, RowType key, RowType rows) {
    return StateSpec.keyed(id(), name, StateSpec.Kind.VALUE, key, Optional.of(rows));
  }

  private StateSpec due(String name, RowType key) {
    return StateSpec.keyed(id(), name + " due", StateSpec.Kind.MAP, key, Optional.empty());
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    RowType input = meanings.columns(input());
    StateShape shape = StateShape.of(kind());
    if (window().isPresent()) {
      shape =
          shape
              .fixed("`within`", "one window: " + WindowFacts.words(window().get()))
              .fixed("`type`", type().text());
    } else if (asOf()) {
      // Without the column that says what is deleted a delete would be a row.
      shape =
          shape
              .fixed("`within`", "none, but `asOf`,")
              .fixed(
                  "the right side",
                  deleted().isPresent() ? "rows that replace each other" : "rows that stay");
    } else {
      shape = shape.fixed("`within`", interval()).fixed("`type`", type().text());
    }
    for (int column = 1; column <= keys(); column++) {
      shape =
          shape.key(
              input.field(column).name(),
              window().isPresent()
                  ? meanings.of(input(), column)
                  : meanings.ofEach(input(), column));
    }
    return Optional.of(shape);
  }

  /** How far apart in time rows may be, in words. */
  String interval() {
    String until = Durations.text(after()) + " after";
    String since = Durations.text(before()) + " before";
    if (before().isZero()) {
      return after().isZero() ? "at the time of" : "up to " + until;
    }
    return after().isZero() ? "up to " + since : since + " to " + until;
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
    return new AutoValue_JoinNode.Builder()
        .asOf(false)
        .deleted(OptionalInt.empty())
        .window(Optional.empty())
        .before(Duration.ZERO)
        .after(Duration.ZERO);
  }

  /** Builds a {@link JoinNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder keys(int keys);

    public abstract Builder left(int left);

    public abstract Builder right(int right);

    public abstract Builder given(List<Integer> given);

    public abstract Builder type(JoinType type);

    public abstract Builder asOf(boolean asOf);

    public abstract Builder deleted(OptionalInt deleted);

    public abstract Builder ttl(Optional<Duration> ttl);

    public abstract Builder window(Optional<WindowShape> window);

    public abstract Builder before(Duration before);

    public abstract Builder after(Duration after);

    public abstract Builder rowType(RowType rowType);

    public abstract JoinNode build();
  }
}
