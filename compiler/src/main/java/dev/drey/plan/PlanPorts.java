// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What is known of each port of a plan in a run, found from the sources on, and what the operators
 * behind them keep in state.
 */
public final class PlanPorts {
  private final LogicalPlan plan;
  private final Reading reading;
  private final TimedPaths timed;
  private final TimedPaths watermarked;
  private final Map<Port, PortFacts> facts = new HashMap<>();

  private PlanPorts(LogicalPlan plan, Reading reading) {
    this.plan = plan;
    this.reading = reading;
    this.timed = TimedPaths.of(plan);
    this.watermarked = TimedPaths.of(plan, PlanNode::dependsOnEachWatermark);
  }

  public static PlanPorts of(LogicalPlan plan, Reading reading) {
    PlanPorts ports = new PlanPorts(plan, reading);
    PlanChanges changes = PlanChanges.of(plan);
    for (PlanNode node : plan.nodes()) {
      for (String name : node.ports()) {
        Port port = Port.of(node.id(), name);
        ports.facts.put(port, node.portFacts(name, ports).with(changes.of(port)));
      }
    }
    return ports;
  }

  /** What is known of a port that stands before the node that asks. */
  public PortFacts of(Port port) {
    PortFacts found = facts.get(port);
    if (found == null) {
      throw new IllegalStateException("nothing is known of " + port + " yet");
    }
    return found;
  }

  /** How sources are read. */
  public Reading reading() {
    return reading;
  }

  /** Whether rows of this node reach an operator behind it whose results depend on time. */
  public boolean leadsToTime(PlanNode node) {
    return timed.leadToWindow(node.id());
  }

  /** Whether it is among these one whose results depend on how far time is at each row. */
  public boolean leadsToEachWatermark(PlanNode node) {
    return watermarked.leadToWindow(node.id());
  }

  /**
   * What the operators of the plan keep in state, in the order of the plan.
   *
   * @param accumulators the columns of the accumulator of some calls over these columns
   */
  public List<StateSpec> state(BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    List<StateSpec> state = new ArrayList<>();
    plan.nodes().forEach(node -> state.addAll(state(node, accumulators)));
    return state;
  }

  /** What the operators of one node keep, under the uids that savepoints have. */
  List<StateSpec> state(
      PlanNode node, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return node.state(this, accumulators).stream()
        .map(each -> each.of(plan.uid(each.uid())))
        .collect(Collectors.toList());
  }
}
