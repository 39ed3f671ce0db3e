// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.source.Span;
import java.util.Optional;

/** How long the keys of a running aggregate are kept, and when it gives results. */
@AutoValue
abstract class RunningSpec {
  public static RunningSpec of(
      Span span,
      Optional<LocatedDuration> ttl,
      boolean processingTime,
      Optional<LocatedDuration> every,
      boolean everyByClock) {
    return new AutoValue_RunningSpec(span, ttl, processingTime, every, everyByClock);
  }

  /** Of how long keys are kept. */
  public abstract Span span();

  /** Absent where it could not be read. */
  public abstract Optional<LocatedDuration> ttl();

  /** Whether keys go by the clock of the machine. */
  public abstract boolean processingTime();

  /** How often there are results; absent where each record has one. */
  public abstract Optional<LocatedDuration> every();

  /** Whether that goes by the clock, whatever keys go by. */
  public abstract boolean everyByClock();
}
