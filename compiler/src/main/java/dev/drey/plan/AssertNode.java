// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Passes the rows for which a condition is TRUE. The others violate it: those for which it is FALSE
 * or NULL, and those on which it fails.
 */
@AutoValue
public abstract class AssertNode implements PlanNode {
  /** The port of rows that violate the condition; there where they become a stream. */
  public static final String VIOLATED = "violated";

  public static AssertNode of(
      String id,
      String name,
      Port input,
      Expression condition,
      OnFailure onViolation,
      RowType rowType) {
    return new AutoValue_AssertNode(id, name, input, condition, onViolation, rowType);
  }

  public abstract Port input();

  public abstract Expression condition();

  public abstract OnFailure onViolation();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public AssertNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), condition(), onViolation(), rowType());
  }

  @Override
  public List<String> ports() {
    return onViolation() == OnFailure.TO ? List.of(OUT, VIOLATED) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    if (!ports().contains(port)) {
      throw new IllegalArgumentException(port);
    }
    return port.equals(OUT) ? rowType() : SetAside.type(rowType());
  }

  @Override
  public String kind() {
    return "assert";
  }

  @Override
  public void describe(Facts facts) {
    String sql = facts.sql(condition(), facts.input(input()));
    facts.tellBriefly("asserts", FactValue.of(sql), sql);
    if (onViolation() == OnFailure.TO) {
      facts.tellAside("violations", VIOLATED);
    } else {
      facts.tellLoss("violations", onViolation().written(), onViolation().words());
    }
    facts.tellRows(rowType());
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    columns.or(needed.apply(OUT));
    if (onViolation() == OnFailure.TO) {
      columns.or(needed.apply(VIOLATED).get(0, rowType().size()));
    }
    Columns.add(columns, condition());
    return List.of(Columns.atLeastOne(columns));
  }

  /** Its rows have what its input's have. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    AssertNode narrow =
        of(
            id(),
            name(),
            input(),
            narrowing.moved(condition(), moves),
            onViolation(),
            rowType().project(left));
    if (onViolation() != OnFailure.TO) {
      return Narrowed.of(narrow, left);
    }
    List<Integer> aside = new ArrayList<>(left);
    for (int i = 0; i < SetAside.added().size(); i++) {
      aside.add(rowType().size() + i);
    }
    return Narrowed.of(narrow, Map.of(OUT, left, VIOLATED, aside));
  }

  @Override
  public AssertNode withExpressions(UnaryOperator<Expression> change) {
    return of(id(), name(), input(), change.apply(condition()), onViolation(), rowType());
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, rowType(), "the input");
    check.condition(Optional.of(condition()), input);
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return input.with(rowType(port), input.keys());
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    return inputs.apply(input());
  }

  /**
   * A row that is dropped would leave the one that it replaces in its place. Where the job stops
   * nothing is left in its place; a row that is taken back was there before, and is not asked.
   */
  @Override
  public boolean takes(Changes input) {
    return input.isNone() || onViolation() == OnFailure.FAIL;
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of(expressions.calc(rowType(), Optional.empty(), List.of(condition())));
  }
}
