// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Refusal;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the rows of its inputs, which have the same columns; those that the system refuses come
 * out where the spec wants them.
 */
@AutoValue
public abstract class SinkNode implements PlanNode {
  /** The port of refused rows; there where {@link #refusal} is TO. */
  public static final String REFUSED = "refused";

  @Override
  public abstract List<Port> inputs();

  public abstract RowType rowType();

  /** Where the columns stand that the value of a record holds; absent where it holds all. */
  public abstract Optional<List<Integer>> valueColumns();

  /** The columns of the value. */
  public RowType valueType() {
    return valueColumns().map(rowType()::project).orElse(rowType());
  }

  public abstract String connector();

  public abstract OptionValues options();

  /** Absent where the connector writes rows itself. */
  public abstract Optional<FormatPlan> format();

  /** The options that are expressions, by path: {@code key}, {@code headers.trace}. */
  public abstract Map<String, Expression> expressions();

  public abstract Delivery delivery();

  /** What becomes of rows that the system refuses for good. */
  public abstract Refusal refusal();

  /** The columns of refused rows. */
  public abstract RowType refusedType();

  @Override
  public SinkNode withInputs(List<Port> inputs) {
    return toBuilder().inputs(inputs).build();
  }

  @Override
  public List<String> ports() {
    return refusal() == Refusal.TO ? List.of(REFUSED) : List.of();
  }

  @Override
  public RowType rowType(String port) {
    if (!ports().contains(port)) {
      throw new IllegalArgumentException(port);
    }
    return refusedType();
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "sink";
  }

  @Override
  public Figure figure() {
    return Figure.STORE;
  }

  @Override
  public void describe(Facts facts) {
    facts.tellBriefly("connector", FactValue.of(connector()), connector());
    facts.tellOptions();
    format().ifPresent(format -> facts.tell("format", format.name()));
    facts.tellRows(rowType());
    valueColumns()
        .ifPresent(
            unused ->
                facts.tell(
                    "value",
                    FactValue.texts(valueType().names()),
                    String.join(", ", valueType().names())));
    expressions()
        .forEach(
            (path, value) -> facts.tell(connector() + "." + path, facts.sql(value, rowType())));
    String promise = delivery().specName();
    facts.tellBriefly("delivery", FactValue.of(promise), promise);
    if (refusal() != Refusal.FAIL) {
      facts.tell("refused", FactValue.of(refusal().written()), refusedInWords());
    }
  }

  private String refusedInWords() {
    return refusal() == Refusal.DROP ? "dropped and counted" : "a stream of their own";
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    return Collections.nCopies(inputs().size(), Columns.all(rowType().size()));
  }

  /** It writes every column. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    return Narrowed.of(this, Map.of(REFUSED, Columns.listed(refusedType().size())));
  }

  @Override
  public SinkNode withExpressions(UnaryOperator<Expression> change) {
    Map<String, Expression> changed = new LinkedHashMap<>();
    expressions().forEach((path, expression) -> changed.put(path, change.apply(expression)));
    return toBuilder().expressions(changed).build();
  }

  @Override
  public void check(NodeCheck check) {
    inputs().forEach(port -> check.fits(check.input(port), rowType(), port.toString()));
    valueColumns().ifPresent(columns -> check.positions(columns, rowType()));
    expressions().values().forEach(found -> check.expression(found, rowType()));
  }

  /** They come when the system has answered, whatever their time. */
  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    return PortFacts.of(rowType(port), Optional.empty(), List.of(), ArrivalOrder.OPEN);
  }

  /** Whether its connector takes them, is asked where the connector is known. */
  @Override
  public boolean takes(Changes input) {
    return input.isNone() || inputs().size() == 1;
  }

  /** A column alone needs no code. */
  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return expressions().values().stream()
        .filter(value -> !value.isColumn())
        .map(value -> expressions.calc(rowType(), Optional.empty(), List.of(value)))
        .collect(Collectors.toList());
  }

  @Override
  public SinkNode withOptions(UnaryOperator<OptionValues> change) {
    return toBuilder()
        .options(change.apply(options()))
        .format(format().map(each -> each.withOptions(change)))
        .build();
  }

  @Override
  public Optional<End> end() {
    ConnectorUsage usage = ConnectorUsage.sink(name(), options(), delivery(), Optional.empty());
    return Optional.of(End.of(connector(), usage, options(), format()));
  }

  @Override
  public Replay replay(Catalog catalog) {
    return delivery() == Delivery.AT_LEAST_ONCE
        ? Replay.of(
            Replay.Effect.TWICE, "sink " + name() + " can write a record again after a failure")
        : Replay.same();
  }

  @Override
  public Optional<Delivery> promise() {
    return Optional.of(delivery());
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SinkNode.Builder()
        .expressions(Map.of())
        .refusal(Refusal.FAIL)
        .refusedType(RowType.of());
  }

  /** Builds a {@link SinkNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder inputs(List<Port> inputs);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder valueColumns(Optional<List<Integer>> columns);

    public abstract Builder connector(String connector);

    public abstract Builder options(OptionValues options);

    public abstract Builder format(Optional<FormatPlan> format);

    public abstract Builder expressions(Map<String, Expression> expressions);

    public abstract Builder delivery(Delivery delivery);

    public abstract Builder refusal(Refusal refusal);

    public abstract Builder refusedType(RowType type);

    public abstract SinkNode build();
  }
}
