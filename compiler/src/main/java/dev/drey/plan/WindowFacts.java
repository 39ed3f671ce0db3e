// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.shape.Durations;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a window tells of itself. */
final class WindowFacts {
  private final WindowNode window;
  private final Facts facts;
  private final RowType input;

  WindowFacts(WindowNode window, Facts facts) {
    this.window = window;
    this.facts = facts;
    this.input = facts.input(window.input());
  }

  void tell() {
    key();
    shape(window.shape());
    trigger(window.trigger());
    CallFacts calls = new CallFacts(window.calls(), input, facts);
    calls.tell(i -> window.rowType().field(window.layout().ofCall(i)).name());
    facts.tellRows(window.rowType());
    if (window.shape().kind() == WindowShape.Kind.COUNT) {
      counted();
      return;
    }
    state();
    facts.tell(
        "an aggregate more",
        FactValue.of("startsWith", FactValue.of("next record")),
        "starts with the records that come from then on, in windows that are open too");
    bound();
    if (!window.shape().isBounded()) {
      facts.tell("time", "none: a global window has no end");
    } else if (!window.shape().processingTime()) {
      if (window.emitsLate()) {
        facts.tellAside("late records", WindowNode.LATE);
      } else {
        facts.tellLoss("late records", "drop", "dropped and counted");
      }
      facts.tell("time", "window_end - 1 ms");
    }
  }

  private void key() {
    RowType key = input.project(window.keys());
    facts.tellBriefly(
        "key", FactValue.of(key), window.keys().isEmpty() ? "none: one group" : key.toString());
    if (window.mayBeSpread()) {
      phases();
    }
  }

  private void phases() {
    Optional<String> obstacle = window.obstacle();
    if (obstacle.isPresent()) {
      facts.tellBriefly(
          "phases",
          FactValue.of("phases", FactValue.of(1)).with("since", FactValue.of(obstacle.get())),
          "one, on one subtask, for " + obstacle.get());
      return;
    }
    String where =
        window.salt().isPresent()
            ? "the rows of a key are added up in " + window.salt().getAsInt() + " subtasks, then"
            : "each subtask adds up its own rows, then one adds up";
    FactValue value = FactValue.of("phases", FactValue.of(2));
    facts.tellBriefly(
        "phases",
        window.salt().isPresent()
            ? value.with("salt", FactValue.of(window.salt().getAsInt()))
            : value,
        "two: "
            + where
            + (window.salt().isPresent() ? " in one" : " what comes of that")
            + "; one in a run that ends by itself, which counts rows in one order");
  }

  private void shape(WindowShape shape) {
    String time = shape.processingTime() ? "processing" : "event";
    if (shape.kind() == WindowShape.Kind.COUNT) {
      count(shape);
      return;
    }
    boolean session = shape.kind() == WindowShape.Kind.SESSION;
    Map<String, FactValue> values = new LinkedHashMap<>();
    values.put("shape", FactValue.of(shape.kind().specName()));
    Optional<String> gap = gap();
    if (shape.isBounded()) {
      values.put(
          session ? "gap" : "size", gap.map(FactValue::of).orElse(FactValue.of(shape.size())));
    }
    if (shape.kind() == WindowShape.Kind.SLIDING || shape.kind() == WindowShape.Kind.CUMULATING) {
      values.put("every", FactValue.of(shape.every()));
    }
    if (!shape.offset().isZero()) {
      values.put("offset", FactValue.of(shape.offset()));
    }
    values.put("time", FactValue.of(time));
    facts.tellBriefly(
        "window",
        FactValue.of(values),
        gap.map(text -> "session with a gap of " + text + " of " + time + " time")
            .orElse(words(shape)));
  }

  private void count(WindowShape shape) {
    FactValue value =
        FactValue.of("shape", FactValue.of(shape.kind().specName()))
            .with("size", FactValue.of(shape.rows()))
            .with("every", FactValue.of(shape.everyRows()));
    facts.tellBriefly("window", value, words(shape));
  }

  /** What gives the gap of a row. */
  private Optional<String> gap() {
    return window.gap().isPresent()
        ? Optional.of(input.field(window.gap().getAsInt()).name())
        : Optional.empty();
  }

  /** Which windows they are. */
  static String words(WindowShape shape) {
    if (shape.kind() == WindowShape.Kind.COUNT) {
      return kindWords(shape);
    }
    return kindWords(shape)
        + (shape.offset().isZero() ? "" : " offset " + Durations.text(shape.offset()))
        + " of "
        + (shape.processingTime() ? "processing" : "event")
        + " time";
  }

  private static String kindWords(WindowShape shape) {
    String size = Durations.text(shape.size());
    switch (shape.kind()) {
      case TUMBLING:
        return "tumbling " + size;
      case SLIDING:
        return "sliding " + size + " every " + Durations.text(shape.every());
      case CUMULATING:
        return "cumulating " + size + " every " + Durations.text(shape.every());
      case SESSION:
        return "session with a gap of " + size;
      case COUNT:
        return shape.rows()
            + " records"
            + (shape.everyRows() == shape.rows() ? "" : " every " + shape.everyRows());
      case GLOBAL:
        return "global";
    }
    throw new IllegalArgumentException("no window of kind " + shape.kind());
  }

  private void trigger(WindowTrigger trigger) {
    if (trigger.isNone()) {
      return;
    }
    FactValue early = FactValue.of(Map.of());
    List<String> words = new ArrayList<>();
    if (trigger.earlyEvery().isPresent()) {
      Duration every = trigger.earlyEvery().get();
      String time =
          trigger.earlyByClock() || window.shape().processingTime() ? "processing" : "event";
      early = early.with("every", FactValue.of(every)).with("time", FactValue.of(time));
      words.add("early every " + Durations.text(every) + " of " + time + " time");
    }
    if (trigger.earlyCount().isPresent()) {
      int count = trigger.earlyCount().get();
      early = early.with("count", FactValue.of(count));
      words.add("early after " + count + (count == 1 ? " record" : " records"));
    }
    trigger
        .lateEvery()
        .ifPresent(every -> words.add("late every " + Durations.text(every) + " of event time"));
    words.add(
        trigger.emitsDeltas()
            ? "each with the records since the one before"
            : "each in the place of the one before");
    FactValue value =
        FactValue.of("early", early)
            .with("emit", FactValue.of(trigger.emitsDeltas() ? "deltas" : "updates"));
    facts.tell(
        "results",
        trigger.lateEvery().isPresent()
            ? value.with("lateEvery", FactValue.of(trigger.lateEvery().get()))
            : value,
        String.join(", ", words));
  }

  /** Of windows of so many rows: their state, and when they go. */
  private void counted() {
    WindowShape shape = window.shape();
    long parts = shape.rowParts();
    state(parts == 1 ? "window" : "part of a window, of which a key has up to " + parts);
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of("none")),
        shape.everyRows() < shape.rows()
            ? "nothing: each key keeps its last records' parts"
            : "the last record of a window; a key that stops keeps the one it has begun");
    if (!shape.processingTime()) {
      facts.tell("time", "that of the record that makes the result");
    }
  }

  private void state() {
    state(per());
  }

  /**
   * @param place what has accumulators, and more words on it
   */
  private void state(String place) {
    new CallFacts(window.calls(), input, facts)
        .tellState(List.of("key", place.split("[ ,]")[0]), " per key and " + place);
  }

  private String per() {
    if (window.sharesSlices()) {
      return "slice, which windows share";
    }
    return window.shape().overlaps() && !window.trigger().sharesSlices()
        ? "window, for their results come at times of their own"
        : "window";
  }

  private void bound() {
    if (!window.shape().isBounded()) {
      facts.tell(
          "bounded by",
          FactValue.of("keys", FactValue.of("all that ever come")),
          "the number of keys: what a key has stays until the input ends");
      return;
    }
    boolean clock = window.shape().processingTime();
    String end =
        window.shape().kind() == WindowShape.Kind.SESSION
            ? "the end of the session"
            : "the end of the window";
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of(clock ? "machine" : "watermark"))
            .with("afterEnd", FactValue.of(window.allowedLateness())),
        (clock ? "the clock" : "the watermark")
            + " passing "
            + end
            + (window.allowedLateness().isZero()
                ? ""
                : " by " + Durations.text(window.allowedLateness())));
  }
}
