// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.plan.LogicalPlan;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a spec, which may have errors. */
@AutoValue
public abstract class Analysis {
  static Analysis of(
      Optional<LogicalPlan> plan, List<DeclaredName> names, Map<String, RowType> rowTypes) {
    return new AutoValue_Analysis(plan, List.copyOf(names), Map.copyOf(rowTypes));
  }

  /** Present where there is no error. */
  public abstract Optional<LogicalPlan> plan();

  /** In the order in which they are declared. */
  public abstract List<DeclaredName> names();

  /** By name, the columns of each source and stream of which all columns are known. */
  public abstract Map<String, RowType> rowTypes();
}
