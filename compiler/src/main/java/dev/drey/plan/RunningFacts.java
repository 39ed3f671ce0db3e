// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.shape.Durations;
import dev.drey.type.RowType;
import java.util.List;

/** What a running aggregate tells of itself. */
final class RunningFacts {
  private final RunningNode node;
  private final Facts facts;

  RunningFacts(RunningNode node, Facts facts) {
    this.node = node;
    this.facts = facts;
  }

  void tell() {
    RowType input = facts.input(node.input());
    RowType key = input.project(node.keys());
    facts.tellBriefly("key", FactValue.of(key), key.toString());
    CallFacts told = new CallFacts(node.calls(), input, facts);
    told.tell(call -> node.rowType().field(node.layout().ofCall(call)).name());
    node.having()
        .map(condition -> facts.sql(condition, node.rowType()))
        .ifPresent(
            sql ->
                facts.tell(
                    "having", FactValue.of(sql), sql + "; a row that passed before is deleted"));
    tellResults();
    facts.tellRows(node.rowType());
    told.tellState(List.of("key"), " per key");
    String time = node.processingTime() ? "the clock" : "the watermark";
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of(node.processingTime() ? "machine" : "watermark"))
            .with("afterEnd", FactValue.of(node.ttl())),
        time
            + " passing the last record of a key by "
            + Durations.text(node.ttl())
            + "; its row stays, and a record behind that begins it anew");
    if (!node.processingTime()) {
      facts.tellLoss(
          "late records",
          "drop",
          "dropped and counted where they are "
              + Durations.text(node.ttl())
              + " late and nothing is known of their key");
    }
    facts.tell("time", node.processingTime() ? "none" : "that of the latest record of the key");
  }

  private void tellResults() {
    if (node.every().isEmpty()) {
      facts.tellBriefly("results", FactValue.of("per", FactValue.of("record")), "one a record");
      return;
    }
    String time = node.everyByClock() || node.processingTime() ? "processing" : "event";
    facts.tellBriefly(
        "results",
        FactValue.of("every", FactValue.of(node.every().get())).with("time", FactValue.of(time)),
        "at most one a key every " + Durations.text(node.every().get()) + " of " + time + " time");
  }
}
