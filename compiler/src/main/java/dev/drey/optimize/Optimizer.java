package dev.drey.optimize;

import dev.drey.expression.Expressions;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanVerifier;
import java.util.List;

/** Applies the rules, in order, and verifies the plan before the first and after each. */
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
   * @throws IllegalStateException where a rule breaks the plan: a bug of ours
   */
  public LogicalPlan optimize(LogicalPlan plan) {
    verifier.verify(plan, "analysis");
    LogicalPlan current = plan;
    for (Rule rule : rules) {
      current = rule.apply(current);
      verifier.verify(current, rule.name());
    }
    return current;
  }
}
