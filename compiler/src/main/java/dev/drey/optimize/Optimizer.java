package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanVerifier;

/** Applies the rules, in order, and verifies the plan before the first and after each. */
public final class Optimizer {
  private final PlanVerifier verifier = new PlanVerifier();

  public LogicalPlan optimize(LogicalPlan plan) {
    verifier.verify(plan, "analysis");
    return plan;
  }
}
