// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.shape.Durations;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What an operator that keeps the first rows tells of itself. */
final class TopFacts {
  private final TopNode top;
  private final Facts facts;

  TopFacts(TopNode top, Facts facts) {
    this.top = top;
    this.facts = facts;
  }

  void tell() {
    RowType input = facts.input(top.input());
    RowType key = input.project(top.groups());
    facts.tellBriefly(
        "key", FactValue.of(key), top.groups().isEmpty() ? "none: one group" : key.toString());
    String order =
        top.order().stream()
            .map(part -> RowType.quoted(input.field(part.column()).name()) + " " + part.words())
            .collect(Collectors.joining(", "));
    boolean ofWindows = top.windowEnd().isPresent();
    facts.tellBriefly(
        "keeps",
        FactValue.of("rows", FactValue.of(top.most()))
            .with("order", FactValue.of(order))
            .with("of", FactValue.of(ofWindows ? "window" : "all")),
        "the first "
            + (top.most() == 1 ? "row" : top.most() + " rows")
            + (ofWindows ? " of a window" : " so far")
            + " by "
            + order);
    facts.tell(
        "equal rows",
        ofWindows
            ? "go by their other columns, from left to right"
            : "the first that came is the first");
    facts.tellRows(top.rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("key"))),
        "up to " + (top.most() == 1 ? "1 row" : top.most() + " rows") + " per key");
    tellBound();
  }

  private void tellBound() {
    if (top.windowEnd().isPresent()) {
      facts.tell(
          "bounded by",
          FactValue.of("clock", FactValue.of("watermark"))
              .with("afterEnd", FactValue.of(Duration.ZERO)),
          "the watermark passing the end of the window");
      facts.tellLoss("late records", "drop", "dropped and counted");
      facts.tell("time", "window_end - 1 ms");
      return;
    }
    String ttl = Durations.text(top.ttl());
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of(top.processingTime() ? "machine" : "watermark"))
            .with("afterEnd", FactValue.of(top.ttl())),
        (top.processingTime() ? "the clock" : "the watermark")
            + " passing the last record of a key by "
            + ttl
            + "; its rows stay, and a record behind that begins it anew");
    if (!top.processingTime()) {
      facts.tellLoss(
          "late records",
          "drop",
          "dropped and counted where they are " + ttl + " late and nothing is known of their key");
    }
    facts.tell("time", top.processingTime() ? "none" : "that of the record that moves the row");
  }
}
