// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * How deep the parts of an expression stand within each other; found without recursion, before
 * anything that goes down into it.
 */
public final class Nesting {
  /** Levels; each takes stack in every pass over the expression. */
  private static final int DEEPEST = 200;

  /** What is read as one list of parts, however long. */
  private static final Set<SqlOperator> CHAINS =
      Set.of(SqlStdOperatorTable.AND, SqlStdOperatorTable.OR, SqlStdOperatorTable.CONCAT);

  private Nesting() {}

  /** The first part, from the left, that stands too deep; null where none does. */
  static @Nullable SqlNode tooDeep(SqlNode expression) {
    Deque<SqlNode> nodes = new ArrayDeque<>();
    Deque<Integer> levels = new ArrayDeque<>();
    nodes.push(expression);
    levels.push(1);
    while (!nodes.isEmpty()) {
      SqlNode node = nodes.pop();
      int level = levels.pop();
      if (level > DEEPEST) {
        return node;
      }
      List<SqlNode> parts = parts(node);
      for (SqlNode part : parts) {
        nodes.push(part);
        levels.push(node instanceof SqlNodeList ? level : level + 1);
      }
    }
    return null;
  }

  /** From right to left. */
  private static List<SqlNode> parts(SqlNode node) {
    List<SqlNode> parts = new ArrayList<>();
    if (node instanceof SqlNodeList) {
      parts.addAll(((SqlNodeList) node).getList());
    } else if (node instanceof SqlCall && CHAINS.contains(((SqlCall) node).getOperator())) {
      parts.addAll(chain((SqlCall) node));
    } else if (node instanceof SqlCall) {
      parts.addAll(((SqlCall) node).getOperandList());
    }
    parts.removeIf(part -> part == null);
    Collections.reverse(parts);
    return parts;
  }

  /** The operands of a chain of one binary operator, as it is written without parentheses. */
  public static List<SqlNode> chain(SqlCall call) {
    List<SqlNode> reversed = new ArrayList<>();
    SqlNode left = call;
    while (left instanceof SqlCall && ((SqlCall) left).getOperator().equals(call.getOperator())) {
      reversed.add(((SqlCall) left).operand(1));
      left = ((SqlCall) left).operand(0);
    }
    reversed.add(left);
    Collections.reverse(reversed);
    return reversed;
  }
}
