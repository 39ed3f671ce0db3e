// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.Durations;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query of Flink SQL over streams. What it becomes is up to Flink's planner, and so is the state
 * that it keeps; of that the plan knows the operators alone.
 */
@AutoValue
public abstract class SqlNode implements PlanNode {
  /** Texts and names in quotes, which stay; comments and blanks, which are one blank. */
  private static final Pattern PARTS =
      Pattern.compile("(?s)('(?:[^']|'')*'|`(?:[^`]|``)*`)|(?:--[^\r\n]*|/\\*.*?\\*/|\\s)+");

  /** What reads columns without their names: {@code *} behind no operand, and such joins. */
  private static final Pattern ALL_COLUMNS =
      Pattern.compile(
          "(?i)(?:\\bSELECT|\\bDISTINCT|\\bALL|,|\\.)\\s*\\*|\\bNATURAL\\b"
              + "|\\bTABLE\\s+[`\\w]++\\s*+(?![,)])");

  @Override
  public abstract List<Port> inputs();

  /** The names of the inputs as the query has them, in their order. */
  public abstract List<String> tables();

  /** The columns of the inputs, all of which the query may name. */
  public abstract List<RowType> inputTypes();

  /** The column of each input that is its event time; empty where it has none. */
  public abstract List<Optional<String>> times();

  /** As Flink's planner takes it, with literals in the place of parameters. */
  public abstract String query();

  /** The columns of the result by which its rows replace each other. */
  public abstract List<Integer> upsertBy();

  /** How long state is kept that nobody asks for, by the machine's clock; absent: for ever. */
  public abstract Optional<Duration> ttl();

  /** Whether rows of the result replace or take back others. */
  public abstract boolean changing();

  /** The column of the result that is the event time of its rows; absent where they have none. */
  public abstract Optional<Integer> time();

  /** What Flink's planner makes of it, by the kinds of its operators. */
  public abstract List<String> operators();

  public abstract RowType rowType();

  @Override
  public SqlNode withInputs(List<Port> inputs) {
    return toBuilder().inputs(List.copyOf(inputs)).build();
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
    return "sql";
  }

  @Override
  public Figure figure() {
    return Figure.KEEPER;
  }

  @Override
  public void describe(Facts facts) {
    facts.tellBriefly("query", FactValue.of(query()), plain());
    for (int i = 0; i < tables().size(); i++) {
      String time = times().get(i).map(column -> "by `" + column + "`").orElse("none");
      facts.tell("event time of " + tables().get(i), time);
    }
    facts.tellRows(rowType());
    facts.tell(
        "event time",
        time().map(column -> "`" + rowType().field(column).name() + "`").orElse("none"));
    facts.tell(
        "operators",
        FactValue.texts(operators()),
        operators().isEmpty() ? "none" : String.join(", ", operators()) + " of Flink SQL");
    facts.tell(
        "state",
        FactValue.of("keptBy", FactValue.of("flink")),
        "what these operators of Flink keep");
    ttl()
        .ifPresent(
            ttl ->
                facts.tell(
                    "bounded by",
                    FactValue.of("clock", FactValue.of("machine")).with("after", FactValue.of(ttl)),
                    "the clock, where nobody has asked for it for "
                        + Durations.text(ttl)
                        + "; windows and joins by time, the watermark"));
    facts.tell(
        "found again",
        FactValue.of("by", FactValue.texts(List.of("query", "columns", "flink"))),
        "by the same query over the same columns, in the same release of Flink: its operators are"
            + " `"
            + id()
            + ".KIND`, and are named by what its planner makes");
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    return inputTypes().stream().map(type -> Columns.all(type.size())).collect(Collectors.toList());
  }

  /** The query says what comes out, whoever reads it. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    return Narrowed.of(this, Columns.listed(rowType().size()));
  }

  @Override
  public SqlNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    check.require(
        inputs().size() == tables().size()
            && inputs().size() == inputTypes().size()
            && inputs().size() == times().size(),
        "inputs and tables are not as many");
    for (int i = 0; i < inputs().size(); i++) {
      check.fits(check.input(inputs().get(i)), inputTypes().get(i), tables().get(i));
    }
    check.positions(upsertBy(), rowType());
    check.positions(time().map(List::of).orElse(List.of()), rowType());
    check.require(changing() || upsertBy().isEmpty(), "rows that stay replace each other");
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    Optional<PortTime> time = Optional.empty();
    for (int i = 0; time().isPresent() && i < inputs().size(); i++) {
      Optional<PortTime> other = ports.of(inputs().get(i)).time();
      time = i == 0 ? other : time.flatMap(known -> other.map(known::and));
    }
    return PortFacts.of(
        rowType(port), time.map(PortTime::behindUnknown), upsertBy(), ArrivalOrder.OPEN);
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    if (!changing()) {
      return Changes.none();
    }
    return upsertBy().isEmpty() ? Changes.retract(name()) : Changes.upsert(upsertBy(), name());
  }

  @Override
  public boolean takes(Changes input) {
    return true;
  }

  @Override
  public boolean mayPass(String port, int column) {
    return false;
  }

  /** Beside what Flink's operators keep, of which nobody but its planner knows. */
  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return List.of(StateSpec.union(id(), "shape"));
  }

  /** The query without what means nothing in it: comments, and how its lines are set. */
  private String plain() {
    Matcher parts = PARTS.matcher(query());
    StringBuilder plain = new StringBuilder();
    while (parts.find()) {
      parts.appendReplacement(
          plain, parts.group(1) == null ? " " : Matcher.quoteReplacement(parts.group(1)));
    }
    parts.appendTail(plain);
    return plain.toString().strip();
  }

  /** The columns that the query names; all of them where it says so, or may mean so. */
  private RowType read(RowType columns) {
    if (ALL_COLUMNS.matcher(query()).find()) {
      return columns;
    }
    return RowType.of(
        columns.fields().stream()
            .filter(field -> query().contains(field.name()))
            .collect(Collectors.toList()));
  }

  /** Flink's planner makes other operators of other queries; which, nobody else knows. */
  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    StateShape shape = StateShape.of(kind()).fixed("the query", plain());
    for (int i = 0; i < tables().size(); i++) {
      shape =
          shape.fixed(
              "what the query reads of `" + tables().get(i) + "`",
              read(inputTypes().get(i)).toString());
    }
    return Optional.of(
        shape.fixed(
            "how rows replace each other",
            upsertBy().isEmpty()
                ? "not by a key"
                : "by " + RowType.listed(rowType().project(upsertBy()).names())));
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }

  @Override
  public boolean dependsOnTime() {
    return times().stream().anyMatch(Optional::isPresent);
  }

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
    return ttl().isPresent()
        ? Replay.of(
            Replay.Effect.OTHERS,
            name() + " forgets state by the clock, so records read again can make other rows")
        : Replay.same();
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SqlNode.Builder();
  }

  /** Builds a {@link SqlNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder inputs(List<Port> inputs);

    public abstract Builder tables(List<String> names);

    public abstract Builder inputTypes(List<RowType> types);

    public abstract Builder times(List<Optional<String>> columns);

    public abstract Builder query(String text);

    public abstract Builder upsertBy(List<Integer> columns);

    public abstract Builder ttl(Optional<Duration> ttl);

    public abstract Builder changing(boolean changing);

    public abstract Builder time(Optional<Integer> column);

    public abstract Builder operators(List<String> kinds);

    public abstract Builder rowType(RowType rowType);

    public abstract SqlNode build();
  }
}
