// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import java.util.List;

/** What {@code explain} says of one operator, in the order in which it says it. */
@AutoValue
abstract class OperatorFacts {
  static OperatorFacts of(PlanNode node, List<Fact> facts) {
    return new AutoValue_OperatorFacts(
        node.id(), node.kind(), node.figure(), node.inputs(), List.copyOf(facts));
  }

  /** The uid. */
  public abstract String id();

  /** {@code source}, {@code rows}, {@code explode}, {@code union}, {@code route}, ... */
  public abstract String kind();

  /** How a picture draws it. */
  public abstract Figure figure();

  public abstract List<Port> inputs();

  /** One a topic. */
  public abstract List<Fact> facts();
}
