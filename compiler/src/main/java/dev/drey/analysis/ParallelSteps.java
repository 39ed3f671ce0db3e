// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StateCodes;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StepParallelism;
import dev.drey.model.StreamSpec;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.source.LocatedText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which operators run in a number of subtasks that the spec gives to their part of it. */
final class ParallelSteps {
  private final Collection<PlanNode> nodes;
  private final Diagnostics diagnostics;
  private final Map<String, StepParallelism> steps = new LinkedHashMap<>();

  private ParallelSteps(Collection<PlanNode> nodes, Diagnostics diagnostics) {
    this.nodes = nodes;
    this.diagnostics = diagnostics;
  }

  /** By the operators' ids. */
  static Map<String, StepParallelism> of(
      PipelineSpec spec, Collection<PlanNode> nodes, Diagnostics diagnostics) {
    ParallelSteps steps = new ParallelSteps(nodes, diagnostics);
    for (SourceSpec source : spec.sources()) {
      steps.add(source.name(), source.parallelism(), SourceNode.class::isInstance);
    }
    for (StreamSpec stream : spec.streams()) {
      steps.add(
          stream.name(),
          stream.parallelism(),
          node -> !(node instanceof SourceNode || node instanceof SinkNode));
    }
    for (SinkSpec sink : spec.sinks()) {
      steps.add(sink.name(), sink.parallelism(), SinkNode.class::isInstance);
    }
    return steps.steps;
  }

  private void add(
      LocatedText name, Optional<StepParallelism> asked, Predicate<PlanNode> ofThisKind) {
    if (asked.isEmpty()) {
      return;
    }
    boolean there = false;
    for (PlanNode node : nodes) {
      if (node.name().equals(name.text()) && ofThisKind.test(node) && node.hasOwnSubtasks()) {
        steps.put(node.id(), asked.get());
        there = true;
      }
    }
    if (!there) {
      diagnostics.add(
          Diagnostic.at(
                  StateCodes.NO_PARALLELISM,
                  asked.get().place().span(),
                  "nothing in `"
                      + name.text()
                      + "` runs in subtasks of its own: its steps go with the rows that they read")
              .label("without effect")
              .help(
                  "write `parallelism` at the source, at a stream with `keyBy`, `deduplicate`,"
                      + " `lookup`, `infer` or `process`, or at the sink"));
    }
  }
}
