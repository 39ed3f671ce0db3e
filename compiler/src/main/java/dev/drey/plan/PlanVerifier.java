// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.type.RowType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a plan is whole: every input exists and comes earlier, every position lies within its
 * row, the columns that an operator promises are those that it makes, and it takes the changes of
 * its inputs. A failure is a bug of ours, hence an exception. Time is linear in the plan.
 */
public final class PlanVerifier {
  /**
   * @param stage what made the plan, for the message
   * @throws IllegalStateException where the plan is not whole
   */
  public void verify(LogicalPlan plan, String stage) {
    Map<Port, RowType> ports = new HashMap<>();
    PlanChanges changes = new PlanChanges();
    for (PlanNode node : plan.nodes()) {
      NodeCheck check = new NodeCheck(node, stage, ports);
      check.inputsExist();
      node.check(check);
      changes
          .refused(node)
          .ifPresent(
              port ->
                  check.require(
                      false,
                      "does not take rows of "
                          + port
                          + ", which "
                          + changes.of(port).words(check.input(port))));
      changes.add(node);
      Set<String> names = new HashSet<>(node.ports());
      check.require(names.size() == node.ports().size(), "a port twice");
      for (String port : node.ports()) {
        ports.put(Port.of(node.id(), port), node.rowType(port));
      }
    }
    for (Map.Entry<String, Port> stream : plan.streams().entrySet()) {
      if (!ports.containsKey(stream.getValue())) {
        throw new IllegalStateException(
            "after " + stage + ": stream " + stream.getKey() + " is at no port of the plan");
      }
    }
  }
}
