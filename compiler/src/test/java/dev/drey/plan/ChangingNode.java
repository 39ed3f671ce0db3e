// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An operator that only tests declare: makes rows that change each other of rows that do not. */
final class ChangingNode implements PlanNode {
  private final Port input;
  private final RowType rowType;
  private final Changes changes;

  ChangingNode(Port input, RowType rowType, Changes changes) {
    this.input = input;
    this.rowType = rowType;
    this.changes = changes;
  }

  @Override
  public String id() {
    return "table.changing";
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String kind() {
    return "changing";
  }

  @Override
  public void describe(Facts facts) {
    facts.tellRows(rowType);
  }

  @Override
  public List<Port> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<Port> inputs) {
    return new ChangingNode(inputs.get(0), rowType, changes);
  }

  @Override
  public List<String> ports() {
    return List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    return rowType;
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    return List.of(needed.apply(OUT));
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    return Narrowed.of(this, narrowing.left(input));
  }

  @Override
  public PlanNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    check.fits(check.input(input), rowType, "the input");
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    return ports.of(input).with(rowType, changes.keys());
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    return changes;
  }
}
