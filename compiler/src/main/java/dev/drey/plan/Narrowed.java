// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.Map;

/** A node with fewer columns, and which of the old ones each of its outputs still has. */
@AutoValue
public abstract class Narrowed {
  static Narrowed of(PlanNode node, Map<String, List<Integer>> kept) {
    return new AutoValue_Narrowed(node, Map.copyOf(kept));
  }

  static Narrowed of(PlanNode node, List<Integer> kept) {
    return of(node, Map.of(PlanNode.OUT, kept));
  }

  public abstract PlanNode node();

  /** By port: the old positions, in order. */
  public abstract Map<String, List<Integer>> kept();
}
