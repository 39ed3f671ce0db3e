// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.model.LocatedDuration;
import dev.drey.plan.WindowShape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.math.BigDecimal;

/** Whether a window of so many rows makes sense. */
final class CountChecks {
  /** A key that keeps more partial results than this is more likely a slip than a wish. */
  private static final long MANY = 1000;

  private final AnalysisContext context;

  CountChecks(AnalysisContext context) {
    this.context = context;
  }

  static long rows(WindowSpec window) {
    return number(window.rows().orElseThrow());
  }

  static long everyRows(WindowSpec window) {
    return number(window.everyRows().or(window::rows).orElseThrow());
  }

  /** How to write a window of as many rows that gives results in between. */
  static String sliding(WindowSpec window) {
    if (window.rows().orElseThrow().unresolved()) {
      return "count: {size: 100, every: 10}";
    }
    long rows = rows(window);
    return "count: {size: " + rows + ", every: " + Math.max(1, rows / 10) + "}";
  }

  /** The number, or one where a parameter has yet to give it. */
  private static long number(LocatedText text) {
    return text.unresolved() ? 1 : new BigDecimal(text.text()).longValueExact();
  }

  /** Whether there is no time of rows that results could have, or nobody wants it. */
  static boolean isUntimed(WindowSpec window, TimeFacts time) {
    boolean timed = time.kind() == TimeFacts.Kind.EVENT || time.kind() == TimeFacts.Kind.LATE;
    return window.processingTime() || !timed || time.withoutWatermark().isPresent();
  }

  /** Whether the window can be planned. */
  boolean check(AggregationSpec groups, WindowSpec window) {
    groups
        .allowedLateness()
        .map(LocatedDuration::text)
        .ifPresent(text -> refuse(text, "allowedLateness", window));
    groups.late().ifPresent(late -> refuse(late, "late", window));
    LocatedText size = window.rows().orElseThrow();
    if (groups.allowedLateness().isPresent() || groups.late().isPresent()) {
      return false;
    }
    window
        .everyRows()
        .filter(every -> !every.unresolved() && !size.unresolved())
        .ifPresent(every -> checkSlide(size, every));
    return true;
  }

  private void refuse(LocatedText written, String key, WindowSpec window) {
    Span place = written.span();
    context.report(
        Diagnostic.at(
                TimeCodes.LATE_FOR_COUNT,
                place,
                "a window of so many records takes each one as it comes, so none is late, and `"
                    + key
                    + "` means nothing")
            .label("remove this")
            .and(window.span(), "counts records")
            .help("remove `" + key + "`, or use a window of time: `window: {tumbling: 5m}`"));
  }

  private void checkSlide(LocatedText size, LocatedText every) {
    long windows = number(size) / number(every);
    long parts = WindowShape.count(number(size), number(every), false).rowParts();
    if (number(every) > number(size)) {
      context.report(
          Diagnostic.at(
                  TimeCodes.GAPS,
                  every.span(),
                  "a window of "
                      + size.text()
                      + " records every "
                      + every.text()
                      + " leaves gaps, and records in a gap are in no window")
              .label("more than the window has")
              .help("write `every` of at most " + size.text()));
    } else if (windows > MANY) {
      context.report(
          Diagnostic.at(
                  TimeCodes.MANY_WINDOWS,
                  every.span(),
                  "each record is in " + windows + " windows of " + size.text() + " records")
              .label("very often for this size")
              .help("choose a larger `every`, or a smaller `size`"));
    } else if (parts > MANY) {
      long even = Math.max(1, Math.round((double) number(size) / number(every))) * number(every);
      context.report(
          Diagnostic.at(
                  TimeCodes.UNEVEN_SLIDE,
                  every.span(),
                  "the size "
                      + size.text()
                      + " is no multiple of "
                      + every.text()
                      + ", so each key keeps up to "
                      + parts
                      + " partial results")
              .label("does not divide the size")
              .help(
                  "write `size: "
                      + even
                      + "`: a key keeps up to "
                      + even / number(every)
                      + " then"));
    }
  }
}
