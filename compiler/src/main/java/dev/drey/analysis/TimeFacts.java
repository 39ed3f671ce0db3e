// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.Label;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is known of the time of a stream's rows. Merging is commutative and keeps the worst. */
@AutoValue
abstract class TimeFacts {
  /** Whose clock the rows carry. */
  enum Kind {
    /** Each row has its event time, and a watermark follows. */
    EVENT,
    /** No row has a time. */
    NONE,
    /** Some inputs of a union have event time, others have none. */
    MIXED,
    /** Event times that the watermark has passed already. */
    LATE,
    /** An error keeps it from being known. */
    UNKNOWN
  }

  abstract Kind kind();

  /** Why the kind is not EVENT: a place with words. */
  abstract Optional<Label> reason();

  /** What to write so that rows have a time, where that is not a time of their source. */
  abstract Optional<String> remedy();

  /** The greatest distance that a watermark keeps from the greatest time. */
  abstract Duration delay();

  /** The place of a source that has event time but no watermark. */
  abstract Optional<Label> withoutWatermark();

  /** The names of the partitioned sources without {@code idleTimeout}. */
  abstract Set<String> stallers();

  /** A window among those that made the rows gives some of its results more than once. */
  abstract Optional<Updates> updates();

  /** The stream whose results come again, what makes them, and what to write. */
  @AutoValue
  abstract static class Updates {
    abstract String stream();

    abstract Label reason();

    abstract String help();

    /** Whether the first result of a window is not of all its rows. */
    abstract boolean early();

    static Updates ofLateness(String stream, LocatedText lateness) {
      return new AutoValue_TimeFacts_Updates(
          stream,
          Label.of(lateness.span(), "a late record updates the result"),
          "remove `allowedLateness: "
              + lateness
              + "` from `"
              + stream
              + "` and give its watermark a greater `maxOutOfOrderness`",
          false);
    }

    static Updates ofTrigger(String stream, Span trigger) {
      return new AutoValue_TimeFacts_Updates(
          stream,
          Label.of(trigger, "the result at the end updates the early ones"),
          "add `emit: deltas` to the `trigger` of `" + stream + "`",
          true);
    }
  }

  static TimeFacts event(Duration delay, Optional<Label> withoutWatermark, Set<String> stallers) {
    return new AutoValue_TimeFacts(
        Kind.EVENT,
        Optional.empty(),
        Optional.empty(),
        delay,
        withoutWatermark,
        stallers,
        Optional.empty());
  }

  /** These facts of the results of a window over such rows. */
  TimeFacts ofResults(Optional<Updates> updates) {
    return new AutoValue_TimeFacts(
        kind(), reason(), remedy(), delay(), withoutWatermark(), stallers(), updates);
  }

  /** These facts of rows that wait, with the watermarks among them, for so much of event time. */
  TimeFacts delayedBy(Duration more) {
    return new AutoValue_TimeFacts(
        kind(), reason(), remedy(), delay().plus(more), withoutWatermark(), stallers(), updates());
  }

  static TimeFacts unknown() {
    return new AutoValue_TimeFacts(
        Kind.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  static TimeFacts none(Label reason) {
    return without(Kind.NONE, reason, Optional.empty());
  }

  /**
   * @param remedy what to write so that they have one
   */
  static TimeFacts none(Label reason, String remedy) {
    return without(Kind.NONE, reason, Optional.of(remedy));
  }

  static TimeFacts late(Label reason) {
    return without(Kind.LATE, reason, Optional.empty());
  }

  private static TimeFacts without(Kind kind, Label reason, Optional<String> remedy) {
    return new AutoValue_TimeFacts(
        kind,
        Optional.of(reason),
        remedy,
        Duration.ZERO,
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  static TimeFacts merge(List<TimeFacts> all) {
    return all.stream().reduce(TimeFacts::merge).orElseThrow();
  }

  private TimeFacts merge(TimeFacts that) {
    Set<String> stallers = this.stallers();
    if (!stallers.containsAll(that.stallers())) {
      stallers = new TreeSet<>(stallers);
      stallers.addAll(that.stallers());
    }
    return new AutoValue_TimeFacts(
        merge(kind(), that.kind()),
        reason().or(that::reason),
        reason().isPresent() ? remedy() : that.remedy(),
        delay().compareTo(that.delay()) >= 0 ? delay() : that.delay(),
        withoutWatermark().or(that::withoutWatermark),
        stallers,
        updates().or(that::updates));
  }

  private static Kind merge(Kind a, Kind b) {
    if (a == b) {
      return a;
    }
    if (a == Kind.UNKNOWN || b == Kind.UNKNOWN) {
      return Kind.UNKNOWN;
    }
    boolean bothTimed = a != Kind.NONE && a != Kind.MIXED && b != Kind.NONE && b != Kind.MIXED;
    return bothTimed ? Kind.EVENT : Kind.MIXED;
  }
}
