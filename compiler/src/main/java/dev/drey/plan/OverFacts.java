// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.shape.Durations;
import dev.drey.type.RowType;
import java.util.List;
import java.util.stream.Collectors;

/** What an operator tells of itself that looks from each row back at those before it. */
final class OverFacts {
  private final OverNode over;
  private final Facts facts;

  OverFacts(OverNode over, Facts facts) {
    this.over = over;
    this.facts = facts;
  }

  void tell() {
    RowType input = facts.input(over.input());
    RowType key = input.project(over.groups());
    OverRange range = over.range();
    String length = Durations.text(range.length());
    boolean counted = range.most().isPresent();
    facts.tellBriefly(
        "key", FactValue.of(key), over.groups().isEmpty() ? "none: one group" : key.toString());
    facts.tellBriefly(
        "over",
        counted
            ? FactValue.of("rows", FactValue.of(range.most().getAsInt()))
            : FactValue.of("last", FactValue.of(range.length())),
        counted
            ? "the last " + range.most().getAsInt() + " rows up to each"
            : "the rows of the " + length + " up to each, and those of its time");
    List<String> calls =
        over.calls().stream().map(call -> OverNode.name(call, input)).collect(Collectors.toList());
    facts.tell("computes", FactValue.texts(calls), String.join(", ", calls));
    facts.tell(
        "rows of one time", counted ? "in the order in which they came" : "count for each other");
    facts.tellRows(over.rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("row"))),
        "the rows that the watermark has not reached, and "
            + (counted
                ? "up to " + range.most().getAsInt() + " rows"
                : "those of the last " + length)
            + " per key");
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of("watermark"))
            .with("afterEnd", FactValue.of(range.length())),
        "the watermark passing "
            + (counted ? "the last record of a key by " : "each of them by ")
            + length
            + (counted ? "; a record behind that begins it anew" : ""));
    if (over.emitsLate()) {
      facts.tellAside("late records", OverNode.LATE);
    } else {
      facts.tellLoss("late records", "drop", "dropped and counted");
    }
  }
}
