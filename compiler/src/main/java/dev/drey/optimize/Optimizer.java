package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;

/** Applies the rules, in order, and verifies the plan before the first and after each. */
public final class Optimizer {
  public LogicalPlan optimize(LogicalPlan plan) {
    throw new UnsupportedOperationException();
  }
}
