// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Narrowed;
import dev.drey.plan.Narrowing;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a plan's operators anew with the columns that are needed, from the sources on. Each port
 * keeps at least the needed columns, in their order; a row keeps at least one column.
 */
final class ColumnPruner {
  private final Expressions expressions;
  private final Map<Port, BitSet> needed;
  private final List<PlanNode> nodes = new ArrayList<>();

  /** For each port of the new plan, the old positions of its columns. */
  private final Map<Port, List<Integer>> kept = new HashMap<>();

  private final Map<Port, RowType> types = new HashMap<>();

  ColumnPruner(Expressions expressions, Map<Port, BitSet> needed) {
    this.expressions = expressions;
    this.needed = needed;
  }

  List<PlanNode> nodes() {
    return nodes;
  }

  /** The new operator. */
  PlanNode prune(PlanNode node) {
    Narrowed narrowed = node.narrowed(new OfNode(node));
    narrowed.kept().forEach((port, columns) -> kept.put(Port.of(node.id(), port), columns));
    PlanNode pruned = narrowed.node();
    nodes.add(pruned);
    pruned.ports().forEach(p -> types.put(Port.of(pruned.id(), p), pruned.rowType(p)));
    return pruned;
  }

  /** The names of the columns that only the first has. */
  static String missing(RowType before, RowType after) {
    return before.names().stream()
        .filter(name -> !after.contains(name))
        .collect(Collectors.joining(", "));
  }

  /** What a node is told of the plan around it. */
  private final class OfNode implements Narrowing {
    private final PlanNode node;

    private OfNode(PlanNode node) {
      this.node = node;
    }

    @Override
    public List<Integer> keep(String port, int size, BitSet fixed) {
      Port named = Port.of(node.id(), port);
      BitSet columns = (BitSet) needed.getOrDefault(named, new BitSet()).clone();
      columns.or(fixed);
      if (columns.isEmpty()) {
        columns.set(0);
      }
      if (columns.length() > size) {
        throw new IllegalStateException(named + " has no column " + (columns.length() - 1));
      }
      return columns.stream().boxed().collect(Collectors.toUnmodifiableList());
    }

    @Override
    public List<Integer> left(Port input) {
      List<Integer> positions = kept.get(input);
      if (positions == null) {
        throw new IllegalStateException(input + " comes later than its reader");
      }
      return positions;
    }

    @Override
    public Expression moved(Expression expression, int[] moves) {
      return expression.isLiteral() ? expression : expressions.remap(expression, moves);
    }

    @Override
    public Port only(Port input, List<Integer> columns) {
      return left(input).equals(columns) ? input : narrowed(input, columns);
    }

    private Port narrowed(Port input, List<Integer> columns) {
      RowType type = types.get(input);
      if (type == null) {
        throw new IllegalStateException(input.toString());
      }
      List<Integer> there = left(input);
      List<Expression> values = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      for (int column : columns) {
        places.add(there.indexOf(column));
        values.add(expressions.column(type, there.indexOf(column)));
      }
      String from = input.port().equals(PlanNode.OUT) ? "" : "." + input.port();
      String id = node.name() + ".from." + input.node() + from;
      nodes.add(
          CalcNode.of(id, node.name(), input, Optional.empty(), values, type.project(places)));
      return Port.out(id);
    }
  }
}
