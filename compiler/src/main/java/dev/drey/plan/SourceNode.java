// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.ErrorPolicy;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads a source: rows with event time and watermarks on {@code out}, bad records on {@code bad}.
 */
@AutoValue
public abstract class SourceNode implements PlanNode {
  /** The port of bad records; there where the error policy is EMIT. */
  public static final String BAD = "bad";

  public abstract String connector();

  public abstract OptionValues options();

  /** Absent where the connector makes rows itself. */
  public abstract Optional<FormatPlan> format();

  /** Every column that the spec declares for a record, without metadata. */
  public abstract RowType declared();

  /** The columns that rows have: those used of the declared and the metadata columns. */
  public abstract RowType produced();

  /** For each produced column the metadata key that fills it; absent for a declared column. */
  public abstract List<Optional<String>> metadata();

  /** How its rows change each other, as the format of its records says, or its connector. */
  public abstract ChangeMode mode();

  /** The produced columns by which rows replace each other; empty for other modes. */
  public abstract List<Integer> keys();

  /** Absent: rows have no event time. */
  public abstract Optional<EventTime> eventTime();

  public abstract ErrorPolicy errorPolicy();

  /** The columns of bad records. */
  public abstract RowType badType();

  /** How the source can be read in one order that depends on its records alone; absent: not. */
  public abstract Optional<String> readingOrder();

  /** Whether it ends by itself. */
  public abstract boolean ends();

  @Override
  public List<Port> inputs() {
    return List.of();
  }

  @Override
  public SourceNode withInputs(List<Port> inputs) {
    return this;
  }

  @Override
  public List<String> ports() {
    return errorPolicy() == ErrorPolicy.EMIT ? List.of(OUT, BAD) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return produced();
      case BAD:
        return badType();
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
    return "source";
  }

  @Override
  public Figure figure() {
    return Figure.STORE;
  }

  @Override
  public void describe(Facts facts) {
    new SourceFacts(this, facts).tell();
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    return List.of();
  }

  /**
   * Its event time, the columns by which rows replace each other and those that somebody reads. A
   * connector that makes rows itself makes them whole.
   */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> bad = Columns.listed(badType().size());
    if (format().isEmpty()) {
      return Narrowed.of(this, Map.of(OUT, Columns.listed(produced().size()), BAD, bad));
    }
    BitSet own = new BitSet();
    eventTime().ifPresent(found -> found.expressions().forEach(each -> Columns.add(own, each)));
    keys().forEach(own::set);
    List<Integer> kept = narrowing.keep(OUT, produced().size(), own);
    int[] moves = Narrowing.moves(kept);
    return Narrowed.of(
        withExpressions(expression -> narrowing.moved(expression, moves)).toBuilder()
            .produced(produced().project(kept))
            .keys(keys().stream().map(key -> moves[key]).collect(Collectors.toList()))
            .metadata(kept.stream().map(metadata()::get).collect(Collectors.toUnmodifiableList()))
            .build(),
        Map.of(OUT, kept, BAD, bad));
  }

  @Override
  public SourceNode withExpressions(UnaryOperator<Expression> change) {
    return toBuilder().eventTime(eventTime().map(time -> time.withExpressions(change))).build();
  }

  @Override
  public void check(NodeCheck check) {
    check.require(metadata().size() == produced().size(), "one metadata key a column");
    check.positions(keys(), produced());
    check.require(
        (mode() == ChangeMode.UPSERT) != keys().isEmpty(), "a key where rows replace each other");
    for (int i = 0; i < produced().size(); i++) {
      Field field = produced().field(i);
      if (metadata().get(i).isEmpty()) {
        int declared = declared().indexOf(field.name());
        check.require(declared >= 0, "produces " + field.name() + ", which nobody declares");
        check.require(declared().field(declared).equals(field), field.name() + " changed its type");
      }
    }
    eventTime()
        .ifPresent(
            time -> {
              time.expressions().forEach(each -> check.expression(each, produced()));
              check.require(time.timestamp().type().kind().isTimestamp(), "event time is no time");
            });
  }

  /** A column of records goes by its name, whichever source has them. */
  @Override
  public String meaning(String port, int column, Meanings meanings) {
    String name = rowType(port).field(column).name();
    return port.equals(OUT)
        ? metadata().get(column).map(key -> name + "@" + key).orElse(name)
        : PlanNode.super.meaning(port, column, meanings);
  }

  /** Whether it is read in the order that it has, because somebody behind it depends on it. */
  public boolean isReadInOrder(PlanPorts ports) {
    return ports.reading().inOrder()
        && readingOrder().isPresent()
        && eventTime().isPresent()
        && ports.leadsToTime(this);
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    if (port.equals(BAD)) {
      return PortFacts.of(badType(), Optional.empty(), List.of(), ArrivalOrder.OPEN);
    }
    boolean sure = isReadInOrder(ports) && (ends() || ports.reading().bounded());
    return PortFacts.of(
        rowType(port),
        eventTime()
            .map(
                time ->
                    PortTime.of(
                        id(),
                        time.punctuated().isPresent()
                            ? Optional.empty()
                            : Optional.of(time.outOfOrderness()))),
        keys(),
        sure ? ArrivalOrder.IN_ORDER : ArrivalOrder.OPEN);
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    if (!port.equals(OUT)) {
      return Changes.none();
    }
    switch (mode()) {
      case APPEND:
        return Changes.none();
      case UPSERT:
        return Changes.upsert(keys(), name());
      case RETRACT:
        return Changes.retract(name());
    }
    throw new IllegalStateException(mode().toString());
  }

  /** A column alone needs no code. */
  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return eventTime().stream()
        .flatMap(time -> time.expressions().stream())
        .filter(value -> !value.isColumn())
        .map(value -> expressions.calc(produced(), Optional.empty(), List.of(value)))
        .collect(Collectors.toList());
  }

  @Override
  public SourceNode withOptions(UnaryOperator<OptionValues> change) {
    return toBuilder()
        .options(change.apply(options()))
        .format(format().map(each -> each.withOptions(change)))
        .build();
  }

  @Override
  public Optional<End> end() {
    return Optional.of(
        End.of(connector(), ConnectorUsage.source(name(), options()), options(), format()));
  }

  @Override
  public Replay replay(Catalog catalog) {
    boolean again =
        catalog
            .connector(connector())
            .map(connector -> connector.descriptor().replayable())
            .orElse(false);
    return again
        ? Replay.same()
        : Replay.of(
            Replay.Effect.LOST,
            "source " + name() + " (" + connector() + ") cannot be read again after a failure");
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SourceNode.Builder()
        .mode(ChangeMode.APPEND)
        .keys(List.of())
        .readingOrder(Optional.empty())
        .ends(false);
  }

  /** Builds a {@link SourceNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder connector(String connector);

    public abstract Builder options(OptionValues options);

    public abstract Builder format(Optional<FormatPlan> format);

    public abstract Builder declared(RowType declared);

    public abstract Builder produced(RowType produced);

    public abstract Builder metadata(List<Optional<String>> metadata);

    public abstract Builder mode(ChangeMode mode);

    public abstract Builder keys(List<Integer> keys);

    public abstract Builder eventTime(Optional<EventTime> eventTime);

    public abstract Builder errorPolicy(ErrorPolicy policy);

    public abstract Builder badType(RowType badType);

    public abstract Builder readingOrder(Optional<String> words);

    public abstract Builder ends(boolean ends);

    public abstract SourceNode build();
  }
}
