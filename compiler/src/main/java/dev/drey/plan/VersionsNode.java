// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.ChangeMode;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Rows that replace each other as rows that stay: a column behind the others says whether there is
 * none of the key from then on.
 */
@AutoValue
public abstract class VersionsNode implements PlanNode {
  public static VersionsNode of(String id, String name, Port input, RowType rowType) {
    return new AutoValue_VersionsNode(id, name, input, rowType);
  }

  public abstract Port input();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public VersionsNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), rowType());
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
  public String kind() {
    return "versions";
  }

  @Override
  public void describe(Facts facts) {
    facts.tellRows(rowType());
    facts.tell("deletes", "say so in the last column");
  }

  private int last() {
    return rowType().size() - 1;
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = (BitSet) needed.apply(OUT).clone();
    columns.clear(last());
    return List.of(Columns.atLeastOne(columns));
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = new ArrayList<>(narrowing.left(input()));
    kept.add(last());
    return Narrowed.of(of(id(), name(), input(), rowType().project(kept)), kept);
  }

  @Override
  public VersionsNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.require(rowType().size() == input.size() + 1, "has other columns than its input");
    for (int i = 0; i < input.size(); i++) {
      // Of a delete the columns of the key alone are there.
      check.fits(
          input.field(i).type(),
          rowType().field(i).type().withNullable(true),
          rowType().field(i).name());
    }
    check.require(
        rowType().field(last()).type().kind() == TypeKind.BOOLEAN, "does not say what is deleted");
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    return ports.of(input()).with(rowType(port), List.of());
  }

  @Override
  public boolean takes(Changes input) {
    return input.mode() == ChangeMode.UPSERT;
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }
}
