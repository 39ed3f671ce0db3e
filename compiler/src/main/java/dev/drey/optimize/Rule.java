// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import java.util.Set;

/**
 * A change of a plan that keeps its results. A rule's time is linear in the plan: specs of
 * thousands of streams are made by programs.
 */
interface Rule {
  /** As {@code explain} shows it. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * The changed plan; the same one where the rule does not fire.
   *
   * @param observed ports whose rows somebody looks at although no operator may read them: they
   *     stay, with all their columns
   */
  LogicalPlan apply(LogicalPlan plan, Set<Port> observed);
}
