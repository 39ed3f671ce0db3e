// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.ErrorPolicy;
import dev.drey.shape.Durations;
import java.util.Optional;

/** What a source tells of itself. */
final class SourceFacts {
  private final SourceNode source;
  private final Facts facts;

  SourceFacts(SourceNode source, Facts facts) {
    this.source = source;
    this.facts = facts;
  }

  void tell() {
    facts.tellBriefly("connector", FactValue.of(source.connector()), source.connector());
    facts.tellOptions();
    source.format().ifPresent(format -> facts.tell("format", format.name()));
    facts.tellRows(source.produced());
    long read = source.metadata().stream().filter(Optional::isEmpty).count();
    int declared = source.declared().size();
    if (read < declared) {
      facts.tell(
          "reads",
          FactValue.of("columns", FactValue.of(read)).with("of", FactValue.of(declared)),
          read + " of " + declared + " columns of a record");
    }
    source
        .eventTime()
        .ifPresentOrElse(this::time, () -> facts.tell("time", FactValue.none(), "none"));
    if (facts.leadsToTime()) {
      source.readingOrder().ifPresent(order -> facts.tell("read", order));
    }
    badRecords();
  }

  private void time(EventTime time) {
    facts.tell("time", facts.sql(time.timestamp(), source.produced()));
    time.punctuated()
        .map(mark -> facts.sql(mark, source.produced()))
        .ifPresentOrElse(
            mark ->
                facts.tell(
                    "watermark",
                    FactValue.of("fromEachRecord", FactValue.of(mark)),
                    "from each record: " + mark),
            () ->
                facts.tell(
                    "watermark",
                    FactValue.of("behind", FactValue.of(time.outOfOrderness())),
                    time.outOfOrderness().isZero()
                        ? "at the latest time seen"
                        : Durations.text(time.outOfOrderness()) + " behind the latest time seen"));
    time.idleTimeout()
        .ifPresent(
            idle ->
                facts.tell(
                    "idle", FactValue.of(idle), "after " + Durations.text(idle) + " of silence"));
    time.maxFutureSkew()
        .ifPresent(
            skew ->
                facts.tell(
                    "future",
                    FactValue.of(skew),
                    "a record more than "
                        + Durations.text(skew)
                        + " ahead of the clock moves no watermark; counted"));
  }

  private void badRecords() {
    if (source.errorPolicy() == ErrorPolicy.EMIT) {
      facts.tellAside("bad records", SourceNode.BAD);
    } else if (source.errorPolicy() == ErrorPolicy.DROP) {
      facts.tellLoss("bad records", "drop", "dropped and counted");
    } else {
      facts.tellLoss("bad records", "fail", "stop the job");
    }
  }
}
