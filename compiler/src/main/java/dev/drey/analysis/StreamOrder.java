// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.PipelineSpec;
import dev.drey.source.LocatedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Streams, and the sinks whose refused rows are one, in an order in which each comes after those
 * that it reads (Kahn's algorithm; among the free ones, as written). Streams that read each other
 * in a circle, and all that read those, have no such order and come last, as written; each circle
 * is reported once. Time is linear in the references.
 */
final class StreamOrder {
  private final Map<String, OrderedStep> steps = new LinkedHashMap<>();
  private final NameTable names;

  private StreamOrder(PipelineSpec spec, NameTable names) {
    this.names = names;
    spec.streams().stream().map(OrderedStep::of).forEach(this::add);
    spec.sinks().stream()
        .filter(sink -> sink.onError().to().isPresent())
        .map(OrderedStep::of)
        .forEach(this::add);
  }

  private void add(OrderedStep step) {
    steps.putIfAbsent(step.name(), step);
  }

  static List<OrderedStep> of(PipelineSpec spec, NameTable names, Diagnostics diagnostics) {
    StreamOrder order = new StreamOrder(spec, names);
    List<OrderedStep> sorted = new ArrayList<>(order.sort());
    if (sorted.size() < order.steps.size()) {
      Set<String> done = new HashSet<>();
      sorted.forEach(step -> done.add(step.name()));
      order.steps.values().stream()
          .filter(step -> !done.contains(step.name()))
          .forEach(sorted::add);
      order.reportCycles(done, diagnostics);
    }
    return sorted;
  }

  private List<OrderedStep> sort() {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<String>> readers = new HashMap<>();
    Deque<String> free = new ArrayDeque<>();
    for (Map.Entry<String, OrderedStep> entry : steps.entrySet()) {
      List<LocatedText> inputs = streamInputs(entry.getValue());
      waiting.put(entry.getKey(), inputs.size());
      for (LocatedText input : inputs) {
        readers.computeIfAbsent(owner(input), name -> new ArrayList<>()).add(entry.getKey());
      }
      if (inputs.isEmpty()) {
        free.add(entry.getKey());
      }
    }
    List<OrderedStep> sorted = new ArrayList<>();
    while (!free.isEmpty()) {
      OrderedStep next = steps.get(free.remove());
      if (next == null) {
        throw new IllegalStateException("a stream that is not there is free");
      }
      sorted.add(next);
      for (String reader : readers.getOrDefault(next.name(), List.of())) {
        if (waiting.merge(reader, -1, Integer::sum) == 0) {
          free.add(reader);
        }
      }
    }
    return sorted;
  }

  /** The inputs that other streams make. */
  private List<LocatedText> streamInputs(OrderedStep step) {
    List<LocatedText> inputs = new ArrayList<>(step.inputs());
    inputs.removeIf(input -> names.find(input.text()).map(Declaration::ofSource).orElse(true));
    return inputs;
  }

  private String owner(LocatedText input) {
    return names.find(input.text()).map(Declaration::owner).orElse(input.text());
  }

  /** From each stream left over, goes back along unfinished inputs until it meets itself. */
  private void reportCycles(Set<String> done, Diagnostics diagnostics) {
    for (String start : steps.keySet()) {
      Map<String, LocatedText> path = new LinkedHashMap<>();
      String current = start;
      while (!done.contains(current) && !path.containsKey(current)) {
        Optional<LocatedText> back = unfinishedInput(current, done);
        if (back.isEmpty()) {
          done.add(current); // It only reads from a cycle that has been told.
          break;
        }
        path.put(current, back.get());
        current = owner(back.get());
      }
      if (path.containsKey(current)) {
        diagnostics.add(cycle(current, path));
      }
      done.addAll(path.keySet());
    }
  }

  private Optional<LocatedText> unfinishedInput(String name, Set<String> done) {
    OrderedStep step = steps.get(name);
    if (step == null) {
      throw new IllegalStateException(name);
    }
    return streamInputs(step).stream().filter(input -> !done.contains(owner(input))).findFirst();
  }

  private Diagnostic cycle(String first, Map<String, LocatedText> path) {
    List<String> names = new ArrayList<>();
    LocatedText place = null;
    for (Map.Entry<String, LocatedText> step : path.entrySet()) {
      if (step.getKey().equals(first) || place != null) {
        names.add(step.getKey());
        place = place == null ? step.getValue() : place;
      }
    }
    names.add(first);
    if (place == null) {
      throw new IllegalStateException("the circle does not hold " + first);
    }
    return Diagnostic.at(
            TypeCodes.CYCLE,
            place.span(),
            names.size() == 2
                ? "stream `" + first + "` reads itself"
                : "streams read each other in a circle: `" + String.join("` reads `", names) + "`")
        .label("closes the circle")
        .help("a stream can only read sources and streams that do not depend on it")
        .build();
  }
}
