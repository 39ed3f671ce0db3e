// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Unanswered;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
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
 * Each row with what another system knows of its key, as one column behind its own: a row for each
 * answer. What becomes of a row without one, and of one for which nobody could be asked, is said.
 */
@AutoValue
public abstract class LookupNode implements PlanNode {
  /** The port of rows that find nothing, as they came. */
  public static final String MISSING = "missing";

  /** The port of rows for which nobody could be asked, with the reason behind their columns. */
  public static final String FAILED = "failed";

  /** Why nobody could be asked. */
  public static final Field REASON = Field.of("reason", DataType.string().notNull());

  /** What a subtask remembers of the answers that it got. */
  @AutoValue
  public abstract static class Cache {
    public static Cache of(long size, Duration ttl, Duration negative) {
      return new AutoValue_LookupNode_Cache(size, ttl, negative);
    }

    /** Keys. */
    public abstract long size();

    public abstract Duration ttl();

    /** Of answers that there is nothing; zero where that is asked again each time. */
    public abstract Duration negative();
  }

  public abstract Port input();

  public abstract String connector();

  public abstract OptionValues options();

  /** Absent where the connector makes rows itself. */
  public abstract Optional<FormatPlan> format();

  /** By the column of the answers that it must equal, in the order written. */
  public abstract Map<String, Expression> keys();

  /** The columns of the answers. */
  public abstract RowType answers();

  public abstract Optional<Cache> cache();

  /** How long a row waits, with all attempts. */
  public abstract Duration timeout();

  /** How many rows wait at a time in a subtask. */
  public abstract int capacity();

  /** Whether rows keep their order. */
  public abstract boolean ordered();

  /** At least one. */
  public abstract int attempts();

  /** The pause before the second attempt. */
  public abstract Duration backoff();

  /** KEEP, DROP or ASIDE. */
  public abstract Unanswered onMissing();

  /** FAIL, KEEP or ASIDE. */
  public abstract Unanswered onError();

  /** The input's columns, then the answer as a row. */
  public abstract RowType rowType();

  /** The columns of the rows that ask. */
  public RowType asking() {
    return RowType.of(rowType().fields().subList(0, rowType().size() - 1));
  }

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public LookupNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).build();
  }

  @Override
  public List<String> ports() {
    List<String> ports = new ArrayList<>(List.of(OUT));
    if (onMissing() == Unanswered.ASIDE) {
      ports.add(MISSING);
    }
    if (onError() == Unanswered.ASIDE) {
      ports.add(FAILED);
    }
    return ports;
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return rowType();
      case MISSING:
        return asking();
      case FAILED:
        return withReason(asking());
      default:
        throw new IllegalArgumentException(port);
    }
  }

  /** The columns of rows for which nobody could be asked. */
  public static RowType withReason(RowType asking) {
    List<Field> fields = new ArrayList<>(asking.fields());
    fields.add(REASON);
    return RowType.of(fields);
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "lookup";
  }

  @Override
  public Figure figure() {
    return Figure.STORE;
  }

  @Override
  public void describe(Facts facts) {
    new LookupFacts(this).tell(facts);
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    ports().forEach(port -> columns.or(needed.apply(port)));
    columns.clear(asking().size());
    keys().values().forEach(key -> Columns.add(columns, key));
    return List.of(Columns.atLeastOne(columns));
  }

  /** Its rows have what its input's have, and the answer. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    List<Integer> behind = new ArrayList<>(left);
    behind.add(asking().size());
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    kept.put(OUT, behind);
    kept.put(MISSING, left);
    kept.put(FAILED, behind);
    kept.keySet().retainAll(ports());
    return Narrowed.of(
        withExpressions(key -> narrowing.moved(key, moves)).toBuilder()
            .rowType(rowType().project(behind))
            .build(),
        kept);
  }

  @Override
  public LookupNode withExpressions(UnaryOperator<Expression> change) {
    Map<String, Expression> changed = new LinkedHashMap<>();
    keys().forEach((column, key) -> changed.put(column, change.apply(key)));
    return toBuilder().keys(changed).build();
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, asking(), "the input");
    check.require(!keys().isEmpty(), "asks without a key");
    keys()
        .forEach(
            (column, key) -> {
              check.expression(key, input);
              check.require(answers().contains(column), "asks by `" + column + "`, which is none");
              DataType answer = answers().field(answers().indexOf(column)).type();
              boolean texts = key.type().kind().isCharacter() && answer.kind().isCharacter();
              check.fits(key.type().withNullable(false), texts ? key.type() : answer, column);
            });
    DataType answer = rowType().field(rowType().size() - 1).type();
    check.require(
        answer.withNullable(true).equals(DataType.row(answers())), "answers with " + answer);
    check.require(answer.nullable() || !mayBeNull(), "an answer that may be NULL is NOT NULL");
  }

  /** Whether rows go on without an answer. */
  public boolean mayBeNull() {
    return onMissing() == Unanswered.KEEP || onError() == Unanswered.KEEP;
  }

  /** Which rows come is the same in every run where the answers are; in which order, if ordered. */
  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return PortFacts.of(
        rowType(port), input.time(), List.of(), ordered() ? input.arrival() : ArrivalOrder.OPEN);
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return List.of(StateSpec.spread(id(), "_async_wait_operator_state_", asking()));
  }

  /** A column alone needs no code. */
  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return keys().values().stream()
        .filter(key -> !key.isColumn())
        .map(key -> expressions.calc(inputs.get(0), Optional.empty(), List.of(key)))
        .collect(Collectors.toList());
  }

  @Override
  public LookupNode withOptions(UnaryOperator<OptionValues> change) {
    return toBuilder()
        .options(change.apply(options()))
        .format(format().map(each -> each.withOptions(change)))
        .build();
  }

  @Override
  public Optional<End> end() {
    return Optional.of(
        End.of(
            connector(),
            ConnectorUsage.lookup(name(), options(), List.copyOf(keys().keySet()))
                .withRowType(answers()),
            options(),
            format()));
  }

  @Override
  public Replay replay(Catalog catalog) {
    return Replay.of(
        Replay.Effect.OTHERS,
        "lookup "
            + name()
            + " can get another answer from "
            + connector()
            + " when a row asks again after a failure");
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_LookupNode.Builder();
  }

  /** Builds a {@link LookupNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder connector(String connector);

    public abstract Builder options(OptionValues options);

    public abstract Builder format(Optional<FormatPlan> format);

    public abstract Builder keys(Map<String, Expression> keys);

    public abstract Builder answers(RowType answers);

    public abstract Builder cache(Optional<Cache> cache);

    public abstract Builder timeout(Duration timeout);

    public abstract Builder capacity(int capacity);

    public abstract Builder ordered(boolean ordered);

    public abstract Builder attempts(int attempts);

    public abstract Builder backoff(Duration backoff);

    public abstract Builder onMissing(Unanswered fate);

    public abstract Builder onError(Unanswered fate);

    public abstract Builder rowType(RowType rowType);

    public abstract LookupNode build();
  }
}
