// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.percent;
import static dev.drey.shape.Option.timestamp;

import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.time.Instant;

/** The options of a generated time: what a spec may write below {@code clock:}. */
final class ClockOptions {
  static final Option<Instant> START =
      timestamp("start", "The time in row 0.")
          .orElse(Instant.parse("2026-01-01T00:00:00Z"))
          .example("2026-01-01T00:00:00Z");

  static final Option<Duration> STEP =
      duration("step", "What is added from row to row.")
          .orElse(Duration.ofSeconds(1))
          .example("100ms");

  static final Option<Duration> DISORDER =
      duration(
              "disorder",
              "How far at most a time lies back behind the clock; any less is as likely.")
          .orElse(Duration.ZERO)
          .example("5s");

  static final Option<Double> LATE =
      percent(
              "late",
              "The share of rows whose time lies much further back: from 10 to 20 times the"
                  + " disorder or the step, whichever is longer.")
          .orElse(0.0)
          .example("1%");

  private ClockOptions() {}

  static Shape shape() {
    return Shape.object(START, STEP, DISORDER, LATE);
  }
}
