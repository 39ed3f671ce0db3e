// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.expression.Expressions;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A column that no operator behind it uses is not made: a source does not parse it, a calculation
 * does not compute it, a window neither counts nor keeps it. A source still reads what its event
 * time needs; it does not look at other columns, not even at whether they are NULL.
 */
final class UnusedColumns implements Rule {
  private final Expressions expressions;

  UnusedColumns(Expressions expressions) {
    this.expressions = expressions;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan, Set<Port> observed) {
    Map<Port, BitSet> needed = NeededColumns.of(plan, observed);
    ColumnPruner pruner = new ColumnPruner(expressions, needed);
    List<Rewrite> done = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      PlanNode pruned = pruner.prune(node);
      for (String port : pruned.ports()) {
        String gone = ColumnPruner.missing(node.rowType(port), pruned.rowType(port));
        if (!gone.isEmpty()) {
          Port named = Port.of(node.id(), port);
          done.add(Rewrite.of(name(), named.toString(), "does not make " + gone));
        }
      }
    }
    return done.isEmpty() ? plan : plan.rewritten(pruner.nodes(), plan.streams(), done);
  }
}
