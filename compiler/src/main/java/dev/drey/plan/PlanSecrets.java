// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Catalog;
import java.util.List;

/**
 * The values of a plan's options that are secrets, by what their connectors say and by their look.
 */
public final class PlanSecrets {
  private PlanSecrets() {}

  public static List<String> of(LogicalPlan plan, Catalog catalog) {
    return new ShownOptions(plan, catalog).secrets();
  }
}
