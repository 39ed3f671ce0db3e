// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Unanswered;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.EqualSides;
import dev.drey.expression.value.Expression;
import dev.drey.operator.Announcement;
import dev.drey.state.StateShape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Each row with those of another stream, which every subtask holds, that it belongs to: as one
 * column behind its own, a row for each. Those held replace each other by a key.
 */
@AutoValue
public abstract class BroadcastNode implements PlanNode {
  /** The port of rows that belong to none, as they came. */
  public static final String MISSING = LookupNode.MISSING;

  public abstract Port input();

  /** The rows that every subtask holds. */
  public abstract Port held();

  /** The columns of the held rows by which they replace each other; at least one. */
  public abstract List<Integer> keys();

  /** Whether a row belongs to a held one: over its columns with the held row behind them. */
  public abstract Expression condition();

  /** Whether a row sees what held at its time; else what is held when it comes. */
  public abstract boolean byTime();

  /** KEEP, DROP or ASIDE. */
  public abstract Unanswered onMissing();

  /** The input's columns, then the held row. */
  public abstract RowType rowType();

  /** The columns of the rows that look for others. */
  public RowType asking() {
    return RowType.of(rowType().fields().subList(0, rowType().size() - 1));
  }

  /** What the condition reads. */
  public RowType both() {
    List<Field> fields = new ArrayList<>(asking().fields());
    Field held = rowType().field(rowType().size() - 1);
    fields.add(Field.of(held.name(), held.type().notNull()));
    return RowType.of(fields);
  }

  /** The columns of the held rows. */
  public RowType heldType() {
    return rowType().field(rowType().size() - 1).type().row();
  }

  /** The uid of the operator that tells all subtasks. */
  public String announcing() {
    return id() + ".announce";
  }

  /** What has to be equal, of a row and of a held one, so that they are found without a search. */
  public List<EqualSides> equalSides(Expressions expressions) {
    return expressions.equalSides(condition(), asking().size());
  }

  @Override
  public List<Port> inputs() {
    return List.of(input(), held());
  }

  @Override
  public BroadcastNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).held(inputs.get(1)).build();
  }

  @Override
  public List<String> ports() {
    return onMissing() == Unanswered.ASIDE ? List.of(OUT, MISSING) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return rowType();
      case MISSING:
        return asking();
      default:
        throw new IllegalArgumentException(port);
    }
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "broadcast";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    List<String> by = heldType().project(keys()).names();
    facts.tellBriefly(
        "holds",
        FactValue.of("rows", FactValue.of(held().toString())).with("by", FactValue.texts(by)),
        "the last row of `" + Role.owner(held().node()) + "` by " + String.join(", ", by));
    String sql = facts.sql(condition(), both());
    facts.tellBriefly("condition", FactValue.of(sql), sql);
    facts.tellRows(rowType());
    facts.tell(
        "sees",
        FactValue.of("byTime", FactValue.of(byTime())),
        byTime()
            ? "what held at the row's time: a row waits until the watermark of the other stream has"
                + " reached it"
            : "what is held when the row comes; where the other stream ends, all of it");
    fate(facts);
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("key"))),
        "the last row of each key in every subtask"
            + (byTime() ? ", those that a row can ask for yet, and the rows that wait" : ""));
    facts.tell(
        "bounded by",
        FactValue.of("keys", FactValue.texts(by)),
        "the number of keys that are held; a delete frees one");
    if (byTime()) {
      facts.tellLoss("late records", "drop", "of the other stream dropped and counted");
    }
  }

  private void fate(Facts facts) {
    switch (onMissing()) {
      case DROP:
        facts.tellLoss("without a match", "drop", "dropped and counted");
        break;
      case ASIDE:
        facts.tellAside("without a match", MISSING);
        break;
      default:
        facts.tell(
            "without a match",
            FactValue.of("action", FactValue.of("keep")),
            "a row stays, with NULL");
        break;
    }
  }

  /** Of held rows all columns: their fields are read by expressions. */
  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    ports().forEach(port -> columns.or(needed.apply(port)));
    Columns.add(columns, condition());
    columns.clear(asking().size());
    return List.of(Columns.atLeastOne(columns), Columns.all(heldType().size()));
  }

  /** Its rows have what its input's have, and the held row. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int held = asking().size();
    int[] moves = Arrays.copyOf(narrowing.moves(input()), held + 1);
    moves[held] = left.size();
    List<Integer> behind = new ArrayList<>(left);
    behind.add(held);
    int[] heldMoves = narrowing.moves(held());
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    kept.put(OUT, behind);
    kept.put(MISSING, left);
    kept.keySet().retainAll(ports());
    return Narrowed.of(
        toBuilder()
            .condition(narrowing.moved(condition(), moves))
            .keys(keys().stream().map(key -> heldMoves[key]).collect(Collectors.toList()))
            .rowType(rowType().project(behind))
            .build(),
        kept);
  }

  @Override
  public BroadcastNode withExpressions(UnaryOperator<Expression> change) {
    return toBuilder().condition(change.apply(condition())).build();
  }

  @Override
  public void check(NodeCheck check) {
    check.fits(check.input(input()), asking(), "the input");
    check.fits(check.input(held()), heldType(), "what is held");
    check.require(!keys().isEmpty(), "holds rows without a key");
    check.positions(keys(), heldType());
    check.condition(Optional.of(condition()), both());
    DataType held = rowType().field(rowType().size() - 1).type();
    check.require(
        held.nullable() || onMissing() != Unanswered.KEEP,
        "a held row that may be NULL is NOT NULL");
  }

  /** Rows that change what is held are taken; those that look for it do not change. */
  @Override
  public boolean takes(Changes input) {
    return input.mode() != ChangeMode.RETRACT;
  }

  /** Whether a row waits for the end of what is held, which comes. */
  public boolean waitsForTheEnd(PlanPorts ports) {
    return !byTime() && ports.of(held()).arrival() != ArrivalOrder.OPEN;
  }

  /** By time the rows are the same in every run, but not the order in which they go on. */
  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival = ArrivalOrder.OPEN;
    if (ports.of(held()).arrival() != ArrivalOrder.OPEN) {
      arrival =
          byTime() && input.arrival() == ArrivalOrder.IN_ORDER
              ? ArrivalOrder.SPREAD
              : input.arrival();
    }
    return PortFacts.of(rowType(port), input.time(), List.of(), arrival);
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return List.of(
        StateSpec.union(announcing(), "frontier"),
        StateSpec.union(id(), "versions", Announcement.of(heldType())),
        StateSpec.union(id(), "frontier"),
        StateSpec.raw(id(), "rows", MeetingRows.of(asking())),
        StateSpec.union(id(), "shape"));
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    StateShape shape =
        StateShape.of(kind()).fixed("whether rows go by time", String.valueOf(byTime()));
    for (int key : keys()) {
      shape = shape.key(heldType().field(key).name(), meanings.of(held(), key));
    }
    return Optional.of(shape);
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    List<Expression> values = new ArrayList<>(List.of(condition()));
    for (EqualSides sides : equalSides(expressions)) {
      values.add(sides.left());
      values.add(sides.right());
    }
    return values.stream()
        .filter(value -> !value.isColumn())
        .map(value -> expressions.calc(both(), Optional.empty(), List.of(value)))
        .collect(Collectors.toList());
  }

  @Override
  public boolean dependsOnTime() {
    return byTime();
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_BroadcastNode.Builder();
  }

  /** Builds a {@link BroadcastNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder held(Port held);

    public abstract Builder keys(List<Integer> keys);

    public abstract Builder condition(Expression condition);

    public abstract Builder byTime(boolean byTime);

    public abstract Builder onMissing(Unanswered fate);

    public abstract Builder rowType(RowType rowType);

    public abstract BroadcastNode build();
  }
}
