// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.expression.Expressions;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanVerifier;
import dev.drey.plan.Port;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies the rules, in order, and verifies the plan before the first and after each that changed
 * it.
 */
public final class Optimizer {
  private final PlanVerifier verifier = new PlanVerifier();
  private final List<Rule> rules;

  /**
   * @param expressions what made the plan's expressions
   */
  public Optimizer(Expressions expressions) {
    this.rules =
        List.of(
            new DeadNodes(),
            new FoldConstants(expressions),
            new FuseCalcs(expressions),
            new UnusedColumns(expressions),
            new IdentityCalcs());
  }

  /**
   * The plan with less work and the same results; it says what was done.
   *
   * @param observed names of streams whose rows somebody will look at
   * @throws IllegalStateException where a rule breaks the plan: a bug of ours
   */
  public LogicalPlan optimize(LogicalPlan plan, Set<String> observed) {
    verifier.verify(plan, "analysis");
    LogicalPlan current = plan;
    for (Rule rule : rules) {
      LogicalPlan changed = rule.apply(current, ports(current, observed));
      if (changed != current) {
        verifier.verify(changed, rule.name());
        current = changed;
      }
    }
    return current;
  }

  private static Set<Port> ports(LogicalPlan plan, Set<String> names) {
    return plan.streams().entrySet().stream()
        .filter(stream -> names.contains(stream.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }
}
