// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.LocatedDuration;
import dev.drey.model.StreamSpec;
import dev.drey.plan.WindowShape;
import dev.drey.shape.Durations;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a window's lengths make sense, and whether time ever lets it fire. */
final class WindowChecks {
  /** A record in more windows than this is more likely a slip than a wish. */
  private static final long MANY = 1000;

  private final AnalysisContext context;

  WindowChecks(AnalysisContext context) {
    this.context = context;
  }

  /**
   * @param input the rows that go into it
   */
  static WindowShape shape(WindowSpec window, Flow input) {
    Duration offset = window.offset().map(LocatedDuration::duration).orElse(Duration.ZERO);
    switch (window.kind()) {
      case TUMBLING:
        return WindowShape.tumbling(length(window.size()), offset, window.processingTime());
      case SLIDING:
        return WindowShape.sliding(
            length(window.size()), length(window.every()), offset, window.processingTime());
      case CUMULATING:
        return WindowShape.cumulating(
            length(window.size()), length(window.every()), offset, window.processingTime());
      case SESSION:
        return window.gapExpression().isPresent()
            ? WindowShape.session(Duration.ZERO, window.processingTime())
            : WindowShape.session(length(window.gap()), window.processingTime());
      case COUNT:
        return WindowShape.count(
            CountChecks.rows(window),
            CountChecks.everyRows(window),
            CountChecks.isUntimed(window, input.time()));
      case GLOBAL:
        return WindowShape.global(window.processingTime());
    }
    throw new IllegalStateException(window.kind().toString());
  }

  private static Duration length(Optional<LocatedDuration> written) {
    return written
        .orElseThrow(() -> new IllegalStateException("the schema requires it"))
        .duration();
  }

  /** Whether the window can be planned. */
  boolean check(StreamSpec stream, AggregationSpec groups, WindowSpec window, Flow input) {
    if (!checkLengths(window)) {
      return false;
    }
    input
        .time()
        .updates()
        .ifPresent(updates -> warnOfUpdates("window", window.span(), updates, context));
    if (!new TriggerChecks(context).check(groups, window)) {
      return false;
    }
    if (window.kind() == WindowSpec.Kind.COUNT) {
      return new CountChecks(context).check(groups, window);
    }
    if (window.kind() == WindowSpec.Kind.GLOBAL) {
      return new TriggerChecks(context)
              .checkEndless(groups, window, input.port(), !stream.keyBy().isEmpty())
          && (window.processingTime() || checkTime(stream, window, input));
    }
    if (window.processingTime()) {
      return checkProcessingTime(groups, window);
    }
    return checkEventTime(stream, window, input);
  }

  /** Whether windows of these lengths can be planned. */
  boolean checkLengths(WindowSpec window) {
    boolean right = true;
    for (Optional<LocatedDuration> written : List.of(window.size(), window.every(), window.gap())) {
      right &= written.isEmpty() || requireLength(written.get(), context);
    }
    if (right) {
      right = checkOffset(window);
      if (isKnown(window.size()) && isKnown(window.every())) {
        checkSlide(window);
        checkSteps(window);
      }
    }
    return right;
  }

  /** The gap of each row, where it can be used as that. */
  Optional<Expression> gap(LocatedText text, Flow input) {
    Optional<Expression> gap = context.scalar(text, input, Expected.INTERVAL);
    if (gap.isEmpty() || !gap.get().type().nullable()) {
      return gap;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.NULLABLE_GAP,
                text.span(),
                "the gap of a session may be NULL, and then nothing says when the session ends")
            .label("may be NULL")
            .help("write `COALESCE(" + text.text() + ", INTERVAL '5' MINUTE)`"));
    return Optional.empty();
  }

  /** Reports a duration that is zero. */
  static boolean requireLength(LocatedDuration written, AnalysisContext context) {
    if (written.unresolved()) {
      return true;
    }
    if (!written.duration().isZero() && !written.duration().isNegative()) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.NO_LENGTH,
                written.text().span(),
                "`" + written.text().text() + "` is no time at all")
            .label("must be longer than zero")
            .help("write a duration such as 10s, 5m or 1h"));
    return false;
  }

  /** A length that a parameter has yet to give cannot be compared with another. */
  private static boolean isKnown(Optional<LocatedDuration> length) {
    return length.filter(LocatedDuration::unresolved).isEmpty();
  }

  private boolean checkOffset(WindowSpec window) {
    if (window.offset().isEmpty()) {
      return true;
    }
    LocatedDuration offset = window.offset().get();
    LocatedDuration step =
        (window.kind() == WindowSpec.Kind.CUMULATING ? window.size() : window.every())
            .or(window::size)
            .orElseThrow();
    if (offset.unresolved()
        || step.unresolved()
        || offset.duration().abs().compareTo(step.duration()) < 0) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.OFFSET_TOO_LARGE,
                offset.text().span(),
                "windows start every "
                    + step.text().text()
                    + ", so an offset of "
                    + offset.text().text()
                    + " goes round more than once")
            .label("not less than " + step.text().text())
            .help(
                "write `offset: "
                    + Durations.text(
                        Duration.ofMillis(offset.toMillis() % Math.max(1, step.toMillis())))
                    + "`: windows begin at the same times"));
    return false;
  }

  private void checkSteps(WindowSpec window) {
    if (window.kind() != WindowSpec.Kind.CUMULATING) {
      return;
    }
    LocatedDuration size = window.size().orElseThrow();
    LocatedDuration every = window.every().orElseThrow();
    if (every.toMillis() >= size.toMillis()) {
      context.report(
          Diagnostic.at(
                  TimeCodes.ONE_STEP,
                  every.text().span(),
                  "a window of "
                      + size.text().text()
                      + " that is given every "
                      + every.text().text()
                      + " is given once")
              .label("not shorter than the window")
              .help("write a shorter `every`, or `tumbling: " + size.text().text() + "`"));
    }
  }

  private void checkSlide(WindowSpec window) {
    if (window.kind() != WindowSpec.Kind.SLIDING) {
      return;
    }
    LocatedDuration size = window.size().orElseThrow();
    LocatedDuration every = window.every().orElseThrow();
    if (every.toMillis() > size.toMillis()) {
      context.report(
          Diagnostic.at(
                  TimeCodes.GAPS,
                  every.text().span(),
                  "a window of "
                      + size.text().text()
                      + " every "
                      + every.text().text()
                      + " leaves gaps, and records in a gap are in no window")
              .label("longer than the window")
              .help("write `every` of at most " + size.text().text()));
    } else if (size.toMillis() / every.toMillis() > MANY) {
      context.report(
          Diagnostic.at(
                  TimeCodes.MANY_WINDOWS,
                  every.text().span(),
                  "each record is in "
                      + size.toMillis() / every.toMillis()
                      + " windows of "
                      + size.text().text())
              .label("very often for this size")
              .help("slide less often, or make the window shorter"));
    } else if (size.toMillis() % every.toMillis() != 0) {
      context.report(
          Diagnostic.at(
                  TimeCodes.UNEVEN_SLIDE,
                  every.text().span(),
                  "the size "
                      + size.text().text()
                      + " is no multiple of "
                      + every.text().text()
                      + ", so records fall into "
                      + size.toMillis() / every.toMillis()
                      + " or "
                      + (size.toMillis() / every.toMillis() + 1)
                      + " windows")
              .label("does not divide the size")
              .help("choose a slide that divides the size"));
    }
  }

  private boolean checkProcessingTime(AggregationSpec groups, WindowSpec window) {
    groups
        .allowedLateness()
        .ifPresent(
            lateness ->
                refuse(
                    TimeCodes.LATENESS_WITHOUT_EVENT_TIME,
                    lateness.text().span(),
                    "on processing time no record is late, so `allowedLateness` means nothing",
                    window));
    groups
        .late()
        .ifPresent(
            late ->
                refuse(
                    TimeCodes.LATE_WITHOUT_EVENT_TIME,
                    late.span(),
                    "on processing time no record is late, so "
                        + groups
                            .lateTo()
                            .map(to -> "`" + to.text() + "` stays empty")
                            .orElse("`late` means nothing"),
                    window));
    return groups.allowedLateness().isEmpty() && groups.late().isEmpty();
  }

  private void refuse(DiagnosticCode code, Span place, String message, WindowSpec window) {
    context.report(
        Diagnostic.at(code, place, message)
            .label("remove this")
            .and(window.span(), "a window on processing time")
            .help("remove it, or use event time: remove `time: processing`"));
  }

  private boolean checkEventTime(StreamSpec stream, WindowSpec window, Flow input) {
    if (!checkTime(stream, window, input)) {
      return false;
    }
    if (input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      warnOfDelay(window, input.time());
    }
    LateRecords.warnOfDrops(stream, window.span(), "window", context);
    return true;
  }

  private boolean checkTime(StreamSpec stream, WindowSpec window, Flow input) {
    EventTimeChecks events = new EventTimeChecks(context, use(window));
    if (!events.check(stream, input.time())) {
      return false;
    }
    if (input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(input.time());
    }
    return true;
  }

  private static EventTimeUse use(WindowSpec window) {
    return EventTimeUse.builder()
        .place(window.span())
        .title("window")
        .never("can never fire")
        .toLate("would drop them all")
        .helpLate("use `time: processing`, or raise `allowedLateness` of the first window")
        .helpNoTime(", or add `time: processing` to this window")
        .build();
  }

  /** What counts results of a window that come again. */
  static void warnOfUpdates(
      String who, Span place, TimeFacts.Updates updates, AnalysisContext context) {
    context.report(
        Diagnostic.at(
                TimeCodes.WINDOW_OVER_UPDATES,
                place,
                "this "
                    + who
                    + " counts a result of `"
                    + updates.stream()
                    + "` again each time it is updated")
            .label("adds updates to what they replace")
            .and(updates.reason().span(), updates.reason().text())
            .help(
                updates.help()
                    + ", or let this "
                    + who
                    + " read what `"
                    + updates.stream()
                    + "` reads"));
  }

  /** Where the watermark is behind by more than a window. */
  void warnOfDelay(WindowSpec window, TimeFacts time) {
    Optional<LocatedDuration> written = window.size().or(window::gap);
    if (written.isEmpty() || !isKnown(written)) {
      return;
    }
    LocatedDuration size = written.get();
    if (time.delay().compareTo(size.duration()) > 0) {
      context.report(
          Diagnostic.at(
                  TimeCodes.SLOW_WATERMARK,
                  size.text().span(),
                  "the watermark stays "
                      + Durations.text(time.delay())
                      + " behind, longer than this window of "
                      + size.text().text())
              .label("every result comes more than a window late")
              .help("lower `maxOutOfOrderness`, and use `allowedLateness` for stragglers"));
    }
  }
}
