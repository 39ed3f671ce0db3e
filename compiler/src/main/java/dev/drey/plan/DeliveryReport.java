// SPDX-License-Identifier: Apache-2.0
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
import java.util.stream.Collectors;

/**
 * How often a record shows in a sink, from source to sink, when the job fails and restarts: no more
 * is promised than the weakest part on the way can keep.
 */
final class DeliveryReport {
  /** One sink's guarantee. */
  @AutoValue
  public abstract static class Guarantee {
    static Guarantee of(String sink, String words, List<Weakness> weaknesses) {
      return new AutoValue_DeliveryReport_Guarantee(sink, words, List.copyOf(weaknesses));
    }

    /** The name of the sink. */
    public abstract String sink();

    /** {@code exactly-once}, {@code at-least-once} or {@code none}. */
    public abstract String words();

    /** What keeps it from being stronger. */
    public abstract List<Weakness> weaknesses();

    /** The same in words. */
    public List<String> weakened() {
      return weaknesses().stream().map(Weakness::words).collect(Collectors.toList());
    }
  }

  /** An operator that keeps a sink's guarantee from being stronger. */
  @AutoValue
  public abstract static class Weakness {
    static Weakness of(PlanNode node, Replay replay) {
      return new AutoValue_DeliveryReport_Weakness(node.id(), replay.effect(), replay.words());
    }

    /** Its uid. */
    public abstract String operator();

    public abstract Replay.Effect effect();

    public abstract String words();
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
      if (node.replay(catalog).effect() != Replay.Effect.SAME) {
        matters.add(node);
      }
      before.put(node.id(), matters);
      node.promise().ifPresent(promise -> guarantees.add(guarantee(node, promise, matters)));
    }
    return guarantees;
  }

  private Guarantee guarantee(PlanNode sink, Delivery promise, Set<PlanNode> weak) {
    List<Weakness> weaknesses = new ArrayList<>();
    boolean lost = false;
    for (PlanNode node : weak) {
      Replay replay = node.replay(catalog);
      lost |= replay.effect() == Replay.Effect.LOST;
      weaknesses.add(Weakness.of(node, replay));
    }
    return Guarantee.of(sink.name(), lost ? "none" : promise.specName(), weaknesses);
  }
}
