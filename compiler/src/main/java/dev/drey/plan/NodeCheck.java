// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node's {@link PlanNode#check} asks: the row types of its inputs, and whether something
 * holds. What does not hold is a bug of ours, hence an exception.
 */
final class NodeCheck {
  private final PlanNode node;
  private final String stage;
  private final Map<Port, RowType> ports;

  NodeCheck(PlanNode node, String stage, Map<Port, RowType> ports) {
    this.node = node;
    this.stage = stage;
    this.ports = ports;
  }

  /**
   * @throws IllegalStateException where it does not hold
   */
  public void require(boolean holds, String what) {
    if (!holds) {
      throw broken(what);
    }
  }

  /** The words cost more than the checks: where they are put together, only of what failed. */
  private IllegalStateException broken(String what) {
    return new IllegalStateException("after " + stage + ": " + node.id() + ": " + what);
  }

  /** Every input stands before the node. */
  void inputsExist() {
    for (Port input : node.inputs()) {
      if (!ports.containsKey(input)) {
        throw broken("reads " + input + ", which is not there before it");
      }
    }
  }

  /** The columns of an input. */
  public RowType input(Port port) {
    RowType type = ports.get(port);
    if (type == null) {
      throw new IllegalStateException(port.toString());
    }
    return type;
  }

  /** An expression reads columns that are there. */
  public void expression(Expression expression, RowType input) {
    if (!expression.columns().isEmpty() && expression.columns().last() >= input.size()) {
      throw broken("uses a column beyond its input: " + expression);
    }
  }

  /** So does a condition, which is a BOOLEAN. */
  public void condition(Optional<Expression> condition, RowType input) {
    condition.ifPresent(
        found -> {
          expression(found, input);
          require(found.type().kind() == TypeKind.BOOLEAN, "a condition that is no BOOLEAN");
        });
  }

  /** Positions are of columns that are there. */
  public void positions(List<Integer> positions, RowType input) {
    require(
        positions.stream().allMatch(p -> p >= 0 && p < input.size()),
        "reads a column beyond its input");
  }

  /** A value may go into a column of its type, or of its type with NULL. */
  public void fits(DataType value, DataType column, String what) {
    if (!fits(value, column)) {
      throw broken(misfit(what, value, column));
    }
  }

  /** Rows may go where rows of these columns are taken. */
  public void fits(RowType rows, RowType columns, String what) {
    require(rows.names().equals(columns.names()), what + " has other columns");
    for (int i = 0; i < rows.size(); i++) {
      DataType value = rows.field(i).type();
      DataType column = columns.field(i).type();
      if (!fits(value, column)) {
        throw broken(misfit(what + " " + rows.field(i).name(), value, column));
      }
    }
  }

  private static String misfit(String what, DataType value, DataType column) {
    return what + " is " + value + " instead of " + column;
  }

  private static boolean fits(DataType value, DataType column) {
    return value.withNullable(true).equals(column.withNullable(true))
        && (column.nullable() || !value.nullable());
  }
}
