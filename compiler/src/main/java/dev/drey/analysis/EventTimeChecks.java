// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import java.util.Optional;

/** Whether rows have the event time, and the watermark, that somebody goes by. */
final class EventTimeChecks {
  private final AnalysisContext context;
  private final EventTimeUse use;

  EventTimeChecks(AnalysisContext context, EventTimeUse use) {
    this.context = context;
    this.use = use;
  }

  /** Whether they have, or nobody knows because of an error; where not, that is reported. */
  boolean check(StreamSpec stream, TimeFacts time) {
    return check(stream.name(), time);
  }

  /** As above, of the rows of a name. */
  boolean check(LocatedText rows, TimeFacts time) {
    if (time.kind() == TimeFacts.Kind.UNKNOWN) {
      return true;
    }
    if (time.kind() != TimeFacts.Kind.EVENT) {
      report(rows, time);
      return false;
    }
    if (time.withoutWatermark().isPresent()) {
      Label source = time.withoutWatermark().get();
      context.report(
          Diagnostic.at(
                  TimeCodes.NO_WATERMARK,
                  use.place(),
                  "this " + use.title() + " " + use.never() + ": " + source.text())
              .label("waits for a watermark that never comes")
              .and(source.span(), "add a watermark here")
              .help("add `watermark: {maxOutOfOrderness: 10s}` to the source's `eventTime`"));
      return false;
    }
    return true;
  }

  private void report(LocatedText rows, TimeFacts time) {
    Label reason = time.reason().orElseThrow();
    switch (time.kind()) {
      case LATE:
        context.report(
            Diagnostic.at(
                    TimeCodes.WINDOW_OVER_LATE,
                    use.place(),
                    "every record of this stream is late already, so the "
                        + use.title()
                        + " "
                        + use.toLate())
                .label("its watermark has passed")
                .and(reason.span(), reason.text())
                .help(use.helpLate()));
        break;
      case MIXED:
        context.report(
            Diagnostic.at(
                    TimeCodes.MIXED_TIME,
                    use.place(),
                    "some records of `" + rows.text() + "` have event time, others none")
                .label("needs the event time of all")
                .and(reason.span(), reason.text())
                .help("give every source of the union an `eventTime`"));
        break;
      default:
        context.report(
            Diagnostic.at(
                    TimeCodes.NO_EVENT_TIME,
                    use.place(),
                    "the records of `" + rows.text() + "` have no event time")
                .label("needs event time")
                .and(reason.span(), reason.text())
                .help(
                    time.remedy()
                            .orElse(
                                "add `eventTime: {field: COLUMN, watermark: {maxOutOfOrderness:"
                                    + " 10s}}` to the source")
                        + use.helpNoTime()));
    }
  }

  /** Warns, once a source, of partitions that can fall silent. */
  void warnOfStallers(TimeFacts time) {
    for (String name : time.stallers()) {
      Optional<SourceSpec> source = context.source(name);
      if (source.isPresent() && context.firstReportOfStaller(name)) {
        context.report(
            Diagnostic.at(
                    TimeCodes.NO_IDLE_TIMEOUT,
                    source.get().eventTime().orElseThrow().time().span(),
                    "one silent partition of `"
                        + name
                        + "` stops every "
                        + use.title()
                        + " behind it")
                .label("has no `idleTimeout`")
                .and(use.place(), "this " + use.title() + " waits for all partitions")
                .help("add `idleTimeout: 30s` to `eventTime`"));
      }
    }
  }
}
