// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every sink of a spec is in its plan: what is left out without a word would be found when its rows
 * are missed.
 */
final class EverySink {
  private EverySink() {}

  /** Fails where a sink is missing, which is a fault of ours. */
  static void check(PipelineSpec spec, LogicalPlan plan) {
    Set<String> planned =
        plan.nodes().stream()
            .filter(SinkNode.class::isInstance)
            .map(PlanNode::name)
            .collect(Collectors.toSet());
    for (SinkSpec sink : spec.sinks()) {
      if (!planned.contains(sink.name().text())) {
        throw new IllegalStateException("the plan lacks sink " + sink.name().text());
      }
    }
  }
}
