// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.shape.Durations;
import dev.drey.type.RowType;
import java.util.List;

/** What an operator that finds pairs of rows tells of itself. */
final class JoinFacts {
  private final JoinNode join;
  private final Facts facts;

  JoinFacts(JoinNode join, Facts facts) {
    this.join = join;
    this.facts = facts;
  }

  void tell() {
    RowType key = facts.input(join.input()).project(join.keyColumns());
    facts.tellBriefly("key", FactValue.of(key), key.toString());
    facts.tellBriefly(
        "joins",
        FactValue.of("type", FactValue.of(join.type().text()))
            .with("before", FactValue.of(join.before()))
            .with("after", FactValue.of(join.after())),
        join.type().text() + ", a right row " + join.interval() + " a left one");
    if (join.type() != JoinType.INNER) {
      facts.tell("without a match", alone() + ", when the watermark says that none can come");
    }
    facts.tellRows(join.rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("key"))),
        "the rows of a key that can have a match yet");
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of("watermark"))
            .with("left", FactValue.of(join.after()))
            .with("right", FactValue.of(join.before())),
        "the watermark of both sides passing a left row by "
            + Durations.text(join.after())
            + ", a right row by "
            + Durations.text(join.before()));
    facts.tellLoss("late records", "drop", "dropped and counted");
    facts.tell(
        "time",
        "the later of the two"
            + (join.type() == JoinType.INNER
                ? ""
                : "; of a row without a match, the last that this could have had"));
  }

  private String alone() {
    switch (join.type()) {
      case LEFT:
        return "left rows come out";
      case RIGHT:
        return "right rows come out";
      default:
        return "rows of both sides come out";
    }
  }
}
