// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Row by row: where the condition holds, a row of the projections. */
@AutoValue
public abstract class CalcNode implements PlanNode {
  /** The port of rows on which an expression fails; there where they are set aside. */
  public static final String FAILED = "failed";

  public static CalcNode of(
      String id,
      String name,
      Port input,
      Optional<Expression> condition,
      List<Expression> projections,
      RowType rowType) {
    if (projections.size() != rowType.size()) {
      throw new IllegalArgumentException("one projection a column");
    }
    return new AutoValue_CalcNode(
        id, name, input, condition, List.copyOf(projections), rowType, Optional.empty());
  }

  /** Itself, going on where an expression fails. */
  public CalcNode withFailing(Failing failing) {
    return with(Optional.of(failing));
  }

  private CalcNode with(Optional<Failing> failing) {
    return new AutoValue_CalcNode(
        id(), name(), input(), condition(), projections(), rowType(), failing);
  }

  public abstract Port input();

  /** Over the input's columns. */
  public abstract Optional<Expression> condition();

  /** Over the input's columns: one a result column. */
  public abstract List<Expression> projections();

  public abstract RowType rowType();

  /** What becomes of rows on which an expression fails; absent where the job stops. */
  public abstract Optional<Failing> failing();

  private boolean setsAside() {
    return failing().filter(Failing::setsAside).isPresent();
  }

  /** Whether an expression asks for the time, the watermark or chance. */
  public final boolean asksMoment() {
    return condition().filter(Expression::asksMoment).isPresent()
        || projections().stream().anyMatch(Expression::asksMoment);
  }

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public CalcNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), condition(), projections(), rowType()).with(failing());
  }

  @Override
  public List<String> ports() {
    return setsAside() ? List.of(OUT, FAILED) : List.of(OUT);
  }

  @Override
  public Optional<Expression> computes(String port, int column) {
    return port.equals(OUT) ? Optional.of(projections().get(column)) : Optional.empty();
  }

  @Override
  public RowType rowType(String port) {
    if (!ports().contains(port)) {
      throw new IllegalArgumentException(port);
    }
    return port.equals(OUT) ? rowType() : failing().orElseThrow().rowType();
  }

  @Override
  public String kind() {
    return "rows";
  }

  @Override
  public void describe(Facts facts) {
    RowType input = facts.input(input());
    condition()
        .map(where -> facts.sql(where, input))
        .ifPresent(where -> facts.tellBriefly("where", FactValue.of(where), where));
    facts.tellRows(rowType());
    Map<String, FactValue> computed = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < projections().size(); i++) {
      Expression projection = projections().get(i);
      String name = rowType().field(i).name();
      boolean plain = projection.isColumn() && input.field(projection.column()).name().equals(name);
      if (!plain) {
        String sql = facts.sql(projection, input);
        computed.put(name, FactValue.of(sql));
        words.add(RowType.quoted(name) + " = " + sql);
      }
    }
    if (!computed.isEmpty()) {
      facts.tell("computes", FactValue.of(computed), String.join("; ", words));
    }
    if (setsAside()) {
      facts.tellAside("failed rows", FAILED);
    } else {
      failing()
          .map(Failing::policy)
          .ifPresent(drop -> facts.tellLoss("failed rows", drop.written(), drop.words()));
    }
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    condition().ifPresent(condition -> Columns.add(columns, condition));
    Columns.atLeastOne(needed.apply(OUT)).stream()
        .forEach(i -> Columns.add(columns, projections().get(i)));
    if (setsAside()) {
      columns.or(failing().orElseThrow().needed(needed.apply(FAILED)));
    }
    return List.of(columns);
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = narrowing.keep(OUT, rowType().size(), new BitSet());
    int[] moves = narrowing.moves(input());
    CalcNode narrow =
        of(
            id(),
            name(),
            input(),
            condition().map(condition -> narrowing.moved(condition, moves)),
            kept.stream()
                .map(i -> narrowing.moved(projections().get(i), moves))
                .collect(Collectors.toList()),
            rowType().project(kept));
    if (!setsAside()) {
      return Narrowed.of(narrow.with(failing()), kept);
    }
    Failing whole = failing().orElseThrow();
    List<Integer> aside = narrowing.keep(FAILED, whole.rowType().size(), whole.added());
    return Narrowed.of(
        narrow.withFailing(whole.narrowed(aside, moves)), Map.of(OUT, kept, FAILED, aside));
  }

  @Override
  public CalcNode withExpressions(UnaryOperator<Expression> change) {
    return of(
            id(),
            name(),
            input(),
            condition().map(change).filter(condition -> !condition.isAlwaysTrue()),
            projections().stream().map(change).collect(Collectors.toList()),
            rowType())
        .with(failing());
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    failing().ifPresent(failing -> check.positions(failing.columns(), input));
    check.condition(condition(), input);
    for (int i = 0; i < projections().size(); i++) {
      check.expression(projections().get(i), input);
      Field column = rowType().field(i);
      check.fits(projections().get(i).type(), column.type(), column.name());
    }
  }

  /** Keys stay keys where each is still a column as it was. */
  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return input.with(rowType(port), port.equals(OUT) ? kept(input.keys()) : List.of());
  }

  /** Where these columns of the input are now; empty where one is no column of the result. */
  private List<Integer> kept(List<Integer> columns) {
    List<Integer> kept = new ArrayList<>();
    for (int column : columns) {
      for (int i = 0; i < projections().size(); i++) {
        if (projections().get(i).isColumn() && projections().get(i).column() == column) {
          kept.add(i);
          break;
        }
      }
    }
    return kept.size() == columns.size() ? kept : List.of();
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    Changes input = inputs.apply(input());
    if (port.equals(FAILED)) {
      return Changes.none();
    }
    if (input.mode() != ChangeMode.UPSERT) {
      return input;
    }
    List<Integer> keys = kept(input.keys());
    return keys.isEmpty() ? Changes.none() : Changes.upsert(keys, input.madeBy());
  }

  /**
   * What is taken back passes as what came before it did. Where rows replace each other their key
   * must stay, and a condition would leave the row before in the place of one that does not pass. A
   * row that is taken back by itself has to be computed as it was before. Where a row goes for an
   * expression that fails, what it replaces would stay.
   */
  @Override
  public boolean takes(Changes input) {
    if (failing().isPresent() && !input.isNone()) {
      return false;
    }
    if (input.mode() == ChangeMode.RETRACT && asksMoment()) {
      return false;
    }
    return input.mode() != ChangeMode.UPSERT
        || (condition().isEmpty() && !kept(input.keys()).isEmpty());
  }

  @Override
  public Replay replay(Catalog catalog) {
    return asksMoment()
        ? Replay.of(
            Replay.Effect.OTHERS,
            name() + " asks for the time or for chance, so rows made again have other values")
        : Replay.same();
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of(expressions.calc(inputs.get(0), condition(), projections()));
  }
}
