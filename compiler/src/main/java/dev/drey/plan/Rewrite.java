// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/** One thing that the optimiser did to a plan. */
@AutoValue
public abstract class Rewrite {
  public static Rewrite of(String rule, String operator, String what) {
    return new AutoValue_Rewrite(rule, operator, what);
  }

  /** The name of the rule. */
  public abstract String rule();

  /** The id of the operator that it changed or removed. */
  public abstract String operator();

  /** In a few words. */
  public abstract String what();
}
