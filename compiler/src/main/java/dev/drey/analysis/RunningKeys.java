// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.LocatedDuration;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.Optional;

/** The keys {@code ttl} and {@code every}: their grammar, how they are read and spelt. */
final class RunningKeys {
  static final String TTL = "ttl";
  static final String EVERY = "every";
  private static final String TIME = "time";
  private static final String AFTER = "after";
  private static final String INTERVAL = "interval";

  private RunningKeys() {}

  static Key ttl() {
    return ttl(
        "When a key of an `aggregate` without `window` is forgotten: so long after its last"
            + " record. Its row stays, and a record behind that begins it anew.");
  }

  static Key ttl(String meaning) {
    return Key.of(
            TTL,
            Shape.oneOf(
                Shape.duration(),
                Shape.object(
                    Key.required(AFTER, Shape.duration(), "How long after its last record.")
                        .withExample("1d"),
                    Key.of(
                            TIME,
                            Shape.oneOfTexts("event", TriggerKeys.PROCESSING),
                            "Whose time: that of the records, or the clock of the machine.")
                        .withDefault("event")
                        .withExample(TriggerKeys.PROCESSING))),
            meaning)
        .withExample("1d");
  }

  static Key every() {
    return Key.of(
            EVERY,
            Shape.oneOf(
                Shape.duration(),
                Shape.object(
                    Key.required(INTERVAL, Shape.duration(), "How far results are apart.")
                        .withExample("10s"),
                    Key.required(
                            TIME,
                            Shape.oneOfTexts(TriggerKeys.PROCESSING),
                            "By the clock of the machine, where `ttl` goes by event time.")
                        .withExample(TriggerKeys.PROCESSING))),
            "How often an `aggregate` without `window` gives a result of a key that has had"
                + " records, by the time of its `ttl`. Absent, there is one for each record.")
        .withExample("10s");
  }

  static Optional<RunningSpec> read(Fields stream) {
    return stream
        .node(TTL)
        .map(
            ttl ->
                RunningSpec.of(
                    ttl.span(),
                    ttl(stream),
                    isByClock(stream),
                    length(stream, EVERY, INTERVAL),
                    isByClock(stream, EVERY)));
  }

  /** How long something is kept, of a mapping with such a key. */
  static Optional<LocatedDuration> ttl(Fields fields) {
    return length(fields, TTL, AFTER);
  }

  /** Whether that goes by the clock. */
  static boolean isByClock(Fields fields) {
    return isByClock(fields, TTL);
  }

  private static Optional<LocatedDuration> length(Fields stream, String key, String longForm) {
    Optional<Fields> written = stream.objectIfAny(key);
    return written.isPresent() ? written.get().duration(longForm) : stream.duration(key);
  }

  private static boolean isByClock(Fields stream, String key) {
    return stream
        .objectIfAny(key)
        .flatMap(written -> written.choice(TIME))
        .filter(TriggerKeys.PROCESSING::equals)
        .isPresent();
  }

  static void spell(Spellings spellings) {
    spellings.put(
        "a stream",
        TTL,
        "stateTtl",
        "state_ttl",
        "stateRetention",
        "idleStateRetention",
        "retention",
        "keepFor",
        "expireAfter");
    spellings.put("a stream", EVERY, "emitEvery", "miniBatch", "mini_batch", "emitInterval");
    spellings.put("`ttl`", AFTER, "duration", "for", "length");
    spellings.put("`ttl`", TIME, "timeDomain", "by", "clock");
    spellings.put("`every`", INTERVAL, "every", "period", "duration");
    spellings.put("`every`", TIME, "timeDomain", "by", "clock");
  }
}
