// SPDX-License-Identifier: Apache-2.0
package dev.drey.evolution;

import dev.drey.aggregate.WaitingCount;
import dev.drey.evolution.StateChange.Verdict;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanPorts;
import dev.drey.plan.Reading;
import dev.drey.plan.StateSpec;
import dev.drey.state.ShapeChange;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What becomes of each state of a pipeline when another plan goes on with it: a pure function of
 * the two plans. State goes by the uid of its operator, so by the names in the spec.
 */
public final class PlanChange {
  private final List<StateChange> changes;

  private PlanChange(List<StateChange> changes) {
    this.changes = changes;
  }

  public static PlanChange of(LogicalPlan before, LogicalPlan after, SavepointRules rules) {
    States old = new States(before, rules);
    States now = new States(after, rules);
    Set<String> uids = new LinkedHashSet<>(now.uids());
    uids.addAll(old.uids());
    List<StateChange> changes = new ArrayList<>();
    for (String uid : uids) {
      if (!old.uids().contains(uid)) {
        changes.add(StateChange.of(uid, now.name(uid), Verdict.NEW, List.of()));
      } else if (!now.uids().contains(uid)) {
        changes.add(StateChange.of(uid, old.name(uid), Verdict.DROPPED, List.of()));
      } else {
        changes.add(both(uid, old, now, rules));
      }
    }
    after.previous().forEach((name, first) -> chained(name, first, before, now, changes));
    return new PlanChange(List.copyOf(changes));
  }

  /** A stream that had another name before it had its old one: state is under the first. */
  private static void chained(
      String name, String old, LogicalPlan before, States now, List<StateChange> changes) {
    String first = before.previous().get(old);
    if (first != null && before.streams().containsKey(old)) {
      now.uids().stream()
          .filter(uid -> uid.startsWith(old + "."))
          .findFirst()
          .ifPresent(
              uid ->
                  changes.add(
                      StateChange.of(
                          uid,
                          name,
                          Verdict.REFUSED,
                          List.of(
                              "the state of `"
                                  + old
                                  + "` is under the name that it had before: write `previously: "
                                  + first
                                  + "`"))));
    }
  }

  private static StateChange both(String uid, States old, States now, SavepointRules rules) {
    List<String> refusals = new ArrayList<>();
    Optional<StateShape> shape = old.shape(uid);
    Optional<StateShape> other = now.shape(uid);
    if (shape.isPresent() && other.isPresent()) {
      refusals.addAll(ShapeChange.refusals(shape.get(), other.get()));
    }
    if (refusals.isEmpty() && now.isKeyed(uid) && old.parts() != now.parts()) {
      refusals.add(
          "state is kept in "
              + old.parts()
              + " parts, and `maxParallelism` is "
              + now.parts()
              + " now");
    }
    if (refusals.isEmpty()) {
      refusals.addAll(types(uid, old, now, rules));
    }
    return refusals.isEmpty()
        ? StateChange.of(uid, now.name(uid), Verdict.KEPT, notes(uid, old, now))
        : StateChange.of(uid, now.name(uid), Verdict.REFUSED, refusals);
  }

  private static Set<String> types(String uid, States old, States now, SavepointRules rules) {
    Set<String> refusals = new LinkedHashSet<>();
    for (StateSpec state : now.of(uid)) {
      for (StateSpec known : old.of(uid)) {
        if (known.name().equals(state.name())) {
          both(known.keyType(), state.keyType(), rules::keyRefusal).ifPresent(refusals::add);
          both(known.valueType(), state.valueType(), rules::refusal).ifPresent(refusals::add);
        }
      }
    }
    return refusals;
  }

  private static Optional<String> both(
      Optional<RowType> before,
      Optional<RowType> after,
      BiFunction<RowType, RowType, Optional<String>> check) {
    return before.isPresent() && after.isPresent()
        ? check.apply(before.get(), after.get())
        : Optional.empty();
  }

  /** What has not been kept so far, and is from now on. */
  private static List<String> notes(String uid, States old, States now) {
    List<String> notes = new ArrayList<>();
    for (StateSpec state : now.of(uid)) {
      for (StateSpec known : old.of(uid)) {
        if (known.name().equals(state.name()) && state.valueType().isPresent()) {
          notes.addAll(added(now, uid, known.valueType().orElseThrow(), state.valueType().get()));
        }
      }
    }
    return notes;
  }

  private static List<String> added(States now, String uid, RowType before, RowType after) {
    List<String> calls =
        now.shape(uid).map(shape -> List.copyOf(shape.parts().keySet())).orElse(List.of());
    boolean window = now.shape(uid).filter(shape -> shape.kind().equals("window")).isPresent();
    Set<String> notes = new LinkedHashSet<>();
    for (String column : after.names()) {
      if (window && column.equals(WaitingCount.COLUMN.name())) {
        notes.addAll(
            before.contains(column)
                ? List.of()
                : List.of("early and late results go by the records that come from now on"));
      } else if (!before.contains(column)) {
        notes.add(
            calls.stream()
                .filter(call -> column.startsWith(call + " "))
                .max(Comparator.comparingInt(String::length))
                .map(
                    call ->
                        call
                            + " starts with the records that come from now on, "
                            + (window ? "in windows that are open too" : "of known keys too"))
                .orElse("rows that are kept have no " + RowType.quoted(column) + ": it is NULL"));
      }
    }
    return List.copyOf(notes);
  }

  /** By uid: those of the newer plan first, each in the order of its plan. */
  public List<StateChange> changes() {
    return changes;
  }

  /** Those that keep the newer plan from being started with the state of the older one. */
  public List<StateChange> refused() {
    return changes.stream()
        .filter(change -> change.verdict() == Verdict.REFUSED)
        .collect(Collectors.toUnmodifiableList());
  }

  /** The worst of all: that of the plan. */
  public boolean goesOn() {
    return refused().isEmpty();
  }

  /** The states of one plan by uid. */
  private static final class States {
    private final LogicalPlan plan;
    private final Map<String, List<StateSpec>> specs = new LinkedHashMap<>();

    States(LogicalPlan plan, SavepointRules rules) {
      this.plan = plan;
      for (StateSpec state :
          PlanPorts.of(plan, Reading.of(false, false)).state(rules::accumulator)) {
        specs.computeIfAbsent(state.uid(), uid -> new ArrayList<>()).add(state);
      }
      plan.nodes().stream()
          .filter(node -> node.end().isPresent())
          .forEach(node -> specs.computeIfAbsent(plan.uid(node.id()), uid -> new ArrayList<>()));
    }

    Set<String> uids() {
      return specs.keySet();
    }

    List<StateSpec> of(String uid) {
      return specs.getOrDefault(uid, List.of());
    }

    boolean isKeyed(String uid) {
      return of(uid).stream().anyMatch(state -> state.keyType().isPresent());
    }

    Optional<StateShape> shape(String uid) {
      return Optional.ofNullable(plan.shapes().get(uid));
    }

    int parts() {
      return plan.runtime().maxParallelism();
    }

    String name(String uid) {
      return plan.nodes().stream()
          .filter(
              node -> {
                String own = plan.uid(node.id());
                return uid.equals(own) || uid.startsWith(own + ".");
              })
          .map(node -> node.name())
          .findFirst()
          .orElse(uid);
    }
  }
}
