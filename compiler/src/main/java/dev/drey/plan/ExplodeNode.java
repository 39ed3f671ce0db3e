// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One row per element of an ARRAY column, or per pair of a MAP column as a row of {@code key} and
 * {@code value}: the input's columns, with the array or map replaced by it at the same position.
 */
@AutoValue
public abstract class ExplodeNode implements PlanNode {
  public static ExplodeNode of(
      String id, String name, Port input, int arrayColumn, boolean outer, RowType rowType) {
    return new AutoValue_ExplodeNode(id, name, input, arrayColumn, outer, rowType);
  }

  public abstract Port input();

  /** The type of what an ARRAY or MAP is taken apart into. */
  public static DataType element(DataType collection) {
    return collection.kind() == TypeKind.ARRAY
        ? collection.element()
        : DataType.row(
                RowType.of(
                    Field.of("key", collection.key()), Field.of("value", collection.element())))
            .notNull();
  }

  /** The position of the array or map in the input and of the element in the result. */
  public abstract int arrayColumn();

  /** Whether a row whose array or map is empty or NULL stays, with a NULL element. */
  public abstract boolean outer();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public ExplodeNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), arrayColumn(), outer(), rowType());
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
    return "explode";
  }

  @Override
  public void describe(Facts facts) {
    String column = rowType().field(arrayColumn()).name();
    facts.tellBriefly(
        "explodes",
        FactValue.of("column", FactValue.of(column)).with("keepsEmpty", FactValue.of(outer())),
        RowType.quoted(column) + (outer() ? "; an empty list gives NULL" : ""));
    facts.tellRows(rowType());
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = Columns.atLeastOne(needed.apply(OUT));
    columns.set(arrayColumn());
    return List.of(columns);
  }

  /** Its rows have what its input's have. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = narrowing.left(input());
    return Narrowed.of(
        of(id(), name(), input(), kept.indexOf(arrayColumn()), outer(), rowType().project(kept)),
        kept);
  }

  @Override
  public ExplodeNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.require(input.names().equals(rowType().names()), "changes columns");
    check.positions(List.of(arrayColumn()), input);
    DataType list = input.field(arrayColumn()).type();
    check.require(list.kind() == TypeKind.ARRAY || list.kind() == TypeKind.MAP, "explodes " + list);
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    return ports.of(input()).with(rowType(port), List.of());
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }
}
