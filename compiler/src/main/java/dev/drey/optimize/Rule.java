package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;

/**
 * A change of a plan that keeps its results. A rule's time is linear in the plan: specs of
 * thousands of streams are made by programs.
 */
interface Rule {
  /** As {@code explain} shows it. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** The changed plan; the same one where the rule does not fire. */
  LogicalPlan apply(LogicalPlan plan);
}
