// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.model.LocatedDuration;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.SourceNode;
import dev.drey.plan.WindowTrigger;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a trigger makes sense, and whether a window without an end ever gives anything. */
final class TriggerChecks {
  /** A trigger for results before the end. */
  static final String OFFERED = "trigger: {early: {every: 10s}}";

  private static final Duration OFFERED_EVERY = Duration.ofSeconds(10);

  private final AnalysisContext context;

  TriggerChecks(AnalysisContext context) {
    this.context = context;
  }

  static WindowTrigger trigger(AggregationSpec groups, WindowSpec window) {
    if (groups.trigger().isEmpty()) {
      return WindowTrigger.none();
    }
    TriggerSpec written = groups.trigger().get();
    return WindowTrigger.builder()
        .earlyEvery(written.earlyEvery().map(LocatedDuration::duration))
        .earlyByClock(!window.processingTime() && isByClock(written))
        .earlyCount(written.earlyCount())
        .lateEvery(written.lateEvery().map(LocatedDuration::duration))
        .emitsDeltas(written.emitsDeltas())
        .build();
  }

  private static boolean isByClock(TriggerSpec trigger) {
    return trigger
        .earlyTime()
        .filter(text -> text.text().equals(TriggerKeys.PROCESSING))
        .isPresent();
  }

  private static boolean mayBeByClock(TriggerSpec trigger) {
    return isByClock(trigger) || trigger.earlyTime().filter(LocatedText::unresolved).isPresent();
  }

  /** Whether a window can have the trigger that is offered. */
  static boolean canBeEarly(WindowSpec window) {
    boolean longer =
        window
            .size()
            .filter(size -> !size.unresolved() && size.duration().compareTo(OFFERED_EVERY) > 0)
            .isPresent();
    return window.kind() == WindowSpec.Kind.GLOBAL || longer;
  }

  /** Whether the window can be planned with its trigger. */
  boolean check(AggregationSpec groups, WindowSpec window) {
    if (groups.trigger().isEmpty()) {
      return true;
    }
    TriggerSpec trigger = groups.trigger().get();
    boolean right = true;
    for (Optional<LocatedDuration> every : List.of(trigger.earlyEvery(), trigger.lateEvery())) {
      right &= every.isEmpty() || WindowChecks.requireLength(every.get(), context);
    }
    if (window.kind() == WindowSpec.Kind.SESSION) {
      return refuse(
          trigger,
          window,
          "a `trigger` of a session is part of the language but not of this version",
          "a session",
          "remove it: the result of a session comes when the watermark passes its end");
    }
    if (window.kind() == WindowSpec.Kind.COUNT) {
      return refuse(
          trigger,
          window,
          "a `trigger` of a window of so many records is part of the language but not of this"
              + " version",
          "counts records",
          "remove it, write `"
              + CountChecks.sliding(window)
              + "` for results in between, or use `window: {global: {}}` with the same `trigger`");
    }
    right &= checkTime(trigger, window);
    right &= right && checkEarly(trigger, window);
    right &= checkLate(trigger, groups, window);
    warnOfOneResult(trigger, groups);
    return right;
  }

  private boolean refuse(
      TriggerSpec trigger, WindowSpec window, String why, String what, String help) {
    context.report(
        Diagnostic.at(StructureCodes.LATER_VERSION, trigger.span(), why)
            .and(window.span(), what)
            .help(help));
    return false;
  }

  private boolean checkTime(TriggerSpec trigger, WindowSpec window) {
    if (!window.processingTime() || trigger.earlyTime().isEmpty() || isByClock(trigger)) {
      return true;
    }
    LocatedText time = trigger.earlyTime().get();
    if (time.unresolved()) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.EARLY_BY_EVENT_TIME,
                time.span(),
                "a window on processing time knows no event time, so no early result comes by it")
            .label("not the window's time")
            .and(window.span(), "a window on processing time")
            .help("remove `time`: early results go by the clock as the window does"));
    return false;
  }

  private boolean checkEarly(TriggerSpec trigger, WindowSpec window) {
    if (trigger.earlyEvery().isEmpty() || window.size().isEmpty()) {
      return true;
    }
    LocatedDuration every = trigger.earlyEvery().get();
    LocatedDuration size = window.size().get();
    boolean sameTime = window.processingTime() || !mayBeByClock(trigger);
    boolean unknown = every.unresolved() || size.unresolved();
    if (!sameTime || unknown || every.duration().compareTo(size.duration()) < 0) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.NEVER_EARLY,
                every.text().span(),
                "a window of "
                    + size.text().text()
                    + " has ended before "
                    + every.text().text()
                    + " are over, so no result of it is early")
            .label("not shorter than the window")
            .and(size.text().span(), "the window")
            .help("write a shorter `every`, or remove `early`"));
    return false;
  }

  private boolean checkLate(TriggerSpec trigger, AggregationSpec groups, WindowSpec window) {
    if (trigger.late().isEmpty() || groups.keepsForLate()) {
      return true;
    }
    boolean takesLate = !window.processingTime() && window.kind() != WindowSpec.Kind.GLOBAL;
    context.report(
        Diagnostic.at(
                TimeCodes.LATE_TRIGGER_WITHOUT_LATENESS,
                trigger.late().get(),
                takesLate
                    ? "a window takes no late records without `allowedLateness`, so it has no late"
                        + " results"
                    : "no record is late for this window, so it has no late results")
            .label("never happens")
            .help(takesLate ? "add `allowedLateness: 1m`, or remove `late`" : "remove `late`"));
    return false;
  }

  private void warnOfOneResult(TriggerSpec trigger, AggregationSpec groups) {
    if (trigger.emitsDeltas() && !trigger.isEarly() && !groups.keepsForLate()) {
      LocatedText emit = trigger.emit().orElseThrow();
      context.report(
          Diagnostic.at(
                  TimeCodes.DELTAS_OF_ONE_RESULT,
                  emit.span(),
                  "each window gives one result, so `deltas` are the same as `updates`")
              .label("has no effect")
              .help("add `early: {every: 10s}` or `allowedLateness: 1m`, or remove `emit`"));
    }
  }

  /** Of a window without an end: whether it ever gives a result; what it keeps is said. */
  boolean checkEndless(AggregationSpec groups, WindowSpec window, Port input, boolean keyed) {
    boolean right = true;
    if (groups.allowedLateness().isPresent()) {
      Span place = groups.allowedLateness().get().text().span();
      right = refuseLate("`allowedLateness` means nothing", place, window);
    }
    if (groups.late().isPresent()) {
      String sense =
          groups
              .lateTo()
              .map(to -> "`" + to.text() + "` stays empty")
              .orElse("`late` means nothing");
      right = refuseLate(sense, groups.late().get().span(), window);
    }
    Optional<SourceNode> endless = endless(input.node());
    if (endless.isEmpty()) {
      return right;
    }
    String source = "`" + endless.get().name() + "`";
    if (groups.trigger().filter(TriggerSpec::isEarly).isEmpty()) {
      context.report(
          Diagnostic.at(
                  TimeCodes.GLOBAL_WITHOUT_TRIGGER,
                  window.span(),
                  "a global window gives its results when its input ends, and "
                      + source
                      + " goes on")
              .label("never gives a result")
              .help("add `" + OFFERED + "` or `trigger: {early: {count: 100}}`"));
      return false;
    }
    if (keyed) {
      context.report(
          Diagnostic.at(
                  TimeCodes.STATE_ONLY_GROWS,
                  window.span(),
                  "a global window keeps every key that "
                      + source
                      + " ever sends, so its state only grows")
              .label("no key is ever forgotten")
              .help(
                  "use a window of time, such as `tumbling: 1d` with the same trigger, or allow"
                      + " this warning where there are few keys"));
    }
    return right;
  }

  private boolean refuseLate(String sense, Span place, WindowSpec window) {
    context.report(
        Diagnostic.at(
                TimeCodes.LATE_FOR_GLOBAL,
                place,
                "no record is late for a global window, so " + sense)
            .label("remove this")
            .and(window.span(), "has no end")
            .help("remove it"));
    return false;
  }

  /** A source before an operator that goes on until somebody stops it. */
  private Optional<SourceNode> endless(String id) {
    Optional<PlanNode> node = context.nodes().stream().filter(n -> n.id().equals(id)).findFirst();
    if (node.isPresent() && node.get() instanceof SourceNode) {
      return Optional.of((SourceNode) node.get()).filter(source -> !source.ends());
    }
    return node.stream()
        .flatMap(found -> found.inputs().stream())
        .flatMap(port -> endless(port.node()).stream())
        .findFirst();
  }
}
