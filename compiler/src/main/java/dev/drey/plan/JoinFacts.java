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
    if (join.asOf()) {
      tellAsOf();
      return;
    }
    if (join.window().isPresent()) {
      tellWindow(join.window().get());
      return;
    }
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

  private void tellWindow(WindowShape window) {
    String words = WindowFacts.words(window);
    facts.tellBriefly(
        "joins",
        FactValue.of("type", FactValue.of(join.type().text())).with("window", FactValue.of(words)),
        join.type().text() + ", rows of one window: " + words);
    if (join.type() != JoinType.INNER) {
      facts.tell("without a match", alone() + ", when the window ends");
    }
    facts.tellRows(join.rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("key", "window"))),
        "the rows of a key and window");
    facts.tell(
        "bounded by",
        FactValue.of("clock", FactValue.of("watermark")),
        "the watermark of both sides passing the end of the window");
    facts.tellLoss("late records", "drop", "dropped and counted, once for each window");
    facts.tell("time", "window_end - 1 ms");
  }

  private void tellAsOf() {
    FactValue joins =
        FactValue.of("type", FactValue.of(join.type().text())).with("asOf", FactValue.of(true));
    facts.tellBriefly(
        "joins",
        join.ttl().map(ttl -> joins.with("ttl", FactValue.of(ttl))).orElse(joins),
        join.type().text()
            + ", a left row with the last right row up to its time"
            + join.ttl().map(ttl -> ", no older than " + Durations.text(ttl)).orElse(""));
    facts.tellRows(join.rowType());
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("row")))
            .with("per", FactValue.texts(List.of("key"))),
        "the last right row of each key, those that come to hold, and the left rows that wait");
    facts.tell(
        "bounded by",
        join.ttl()
                .map(
                    ttl ->
                        "the watermark passing the last right row of a key by "
                            + Durations.text(ttl))
                .orElse(
                    "the number of keys of right rows"
                        + (join.deleted().isPresent() ? ", deleted ones among them" : ""))
            + "; the watermark of both sides passing a left row");
    facts.tellLoss(
        "late records",
        "drop",
        "left rows are dropped and counted, right rows where they can hold for nothing that comes");
    facts.tell("time", "that of the left row");
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
