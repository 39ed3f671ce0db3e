// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** The key {@code trigger}: its grammar, how it is read, and how others spell it. */
final class TriggerKeys {
  static final String PROCESSING = "processing";
  static final String DELTAS = "deltas";

  private TriggerKeys() {}

  static Key trigger() {
    return Key.of(
            "trigger",
            Shape.object(
                List.of(early(), late(), emit()),
                List.of(Constraint.atLeastOne("early", "late", "emit"))),
            "When a window gives results beside the one at its end, and what they have.")
        .withExample("{early: {every: 10s}}");
  }

  private static Key early() {
    return Key.of(
            "early",
            Shape.object(
                List.of(
                    Key.of(
                            "every",
                            Shape.duration(),
                            "How often a window that has had records since its last result gives"
                                + " one.")
                        .withExample("10s"),
                    Key.of(
                            "time",
                            Shape.oneOfTexts("event", PROCESSING),
                            "Whose time `every` goes by: that of the records, or the clock of the"
                                + " machine. Absent, it is the window's.")
                        .withExample(PROCESSING),
                    Key.of(
                            "count",
                            Shape.integer(1, Integer.MAX_VALUE),
                            "After how many records since its last result a window gives one.")
                        .withExample("100")),
                List.of(
                    Constraint.atLeastOne("every", "count"),
                    Constraint.requires("time", "every")
                        .withHelp("add `every: 10s`, or remove `time`"))),
            "Results before the end of a window.")
        .withExample("{every: 10s}");
  }

  private static Key late() {
    return Key.of(
            "late",
            Shape.oneOf(
                Shape.oneOfTexts("each"),
                Shape.object(
                    Key.required(
                            "every",
                            Shape.duration(),
                            "How often a window that late records have changed gives its result"
                                + " again, by their event time.")
                        .withExample("1m"))),
            "Results within `allowedLateness`: one for each late record, or one every so often.")
        .withDefault("each")
        .withExample("{every: 1m}");
  }

  private static Key emit() {
    return Key.of(
            "emit",
            Shape.oneOfTexts("updates", DELTAS),
            "What a result has: all records of its window, in the place of the result before, or"
                + " those since the result before alone.")
        .withDefault("updates")
        .withExample(DELTAS);
  }

  static TriggerSpec read(Fields fields) {
    Optional<Fields> early = fields.object("early");
    return TriggerSpec.builder()
        .span(fields.mapping().span())
        .earlyEvery(early.flatMap(keys -> keys.duration("every")))
        .earlyTime(early.flatMap(keys -> keys.text("time")))
        .earlyCount(early.flatMap(TriggerKeys::count))
        .late(fields.node("late").map(YamlNode::span))
        .lateEvery(fields.objectIfAny("late").flatMap(keys -> keys.duration("every")))
        .emit(fields.text("emit"))
        .build();
  }

  /** Where a parameter without a value stands there is a count all the same: some count. */
  private static Optional<Integer> count(Fields early) {
    return early.text("count").map(written -> early.integer("count").orElse(1));
  }

  static void spell(Spellings spellings) {
    spellings.put("a stream", "trigger", "triggers", "triggering", "emitStrategy");
    spellings.put("a stream", "trigger.early", "earlyFire", "earlyFiring", "early_fire", "early");
    spellings.put("a stream", "trigger.emit", "accumulationMode", "accumulation", "emit");
    String place = "`trigger`";
    spellings.put(place, "early", "earlyFire", "earlyFiring", "early_fire", "beforeEnd");
    spellings.put(place, "late", "lateFire", "lateFiring", "late_fire", "afterEnd");
    spellings.put(place, "emit", "mode", "accumulation", "accumulationMode", "output");
    spellings.put(place, "early.every", "every", "interval", "period");
    spellings.put(place, "early.count", "count", "countOf", "maxCount");
    spellings.put("`early`", "every", "interval", "delay", "period", "fixedDelay");
    spellings.put("`early`", "count", "elements", "rows", "records", "maxCount");
    spellings.put("`early`", "time", "timeDomain", "by", "clock");
  }
}
