package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Catalog;
import dev.drey.connector.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often a record shows in a sink, from source to sink, when the job fails and restarts: no more
 * is promised than the weakest part on the way can keep.
 */
public final class DeliveryReport {
  /** One sink's guarantee. */
  @AutoValue
  public abstract static class Guarantee {
    static Guarantee of(String sink, String words, List<String> weakened) {
      return new AutoValue_DeliveryReport_Guarantee(sink, words, List.copyOf(weakened));
    }

    /** The name of the sink. */
    public abstract String sink();

    /** {@code exactly-once}, {@code at-least-once} or {@code none}. */
    public abstract String words();

    /** What keeps it from being stronger. */
    public abstract List<String> weakened();
  }

  private final Catalog catalog;

  public DeliveryReport(Catalog catalog) {
    this.catalog = catalog;
  }

  /** In the order of the sinks. */
  public List<Guarantee> of(LogicalPlan plan) {
    Map<String, Set<PlanNode>> before = new HashMap<>();
    List<Guarantee> guarantees = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      Set<PlanNode> matters = new LinkedHashSet<>();
      node.inputs().forEach(in -> matters.addAll(before.getOrDefault(in.node(), Set.of())));
      if (node instanceof SourceNode || node instanceof WindowNode) {
        matters.add(node);
      }
      before.put(node.id(), matters);
      if (node instanceof SinkNode) {
        guarantees.add(guarantee((SinkNode) node, matters));
      }
    }
    return guarantees;
  }

  private Guarantee guarantee(SinkNode sink, Set<PlanNode> upstream) {
    List<String> weakened = new ArrayList<>();
    boolean replays = true;
    for (PlanNode node : upstream) {
      if (node instanceof SourceNode && !isReplayable((SourceNode) node)) {
        replays = false;
        weakened.add(
            "source "
                + node.name()
                + " ("
                + ((SourceNode) node).connector()
                + ") cannot be read again after a failure");
      } else if (node instanceof WindowNode && ((WindowNode) node).shape().processingTime()) {
        weakened.add(
            node.name()
                + " groups by the clock, so records read again can fall into other windows");
      }
    }
    if (sink.delivery() == Delivery.AT_LEAST_ONCE) {
      weakened.add("sink " + sink.name() + " can write a record again after a failure");
    }
    return Guarantee.of(sink.name(), replays ? sink.delivery().specName() : "none", weakened);
  }

  private boolean isReplayable(SourceNode source) {
    return catalog
        .connector(source.connector())
        .map(connector -> connector.descriptor().replayable())
        .orElse(false);
  }
}
