// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.Optional;

/** Who assigns a source's event time and how its watermark moves. */
@AutoValue
public abstract class EventTimeSpec {
  /** How the time of a record is found. */
  public enum Origin {
    /** The column that {@code time} names. */
    COLUMN,
    /** The expression that {@code time} holds. */
    EXPRESSION,
    /** The connector metadata that {@code time} names. */
    METADATA
  }

  public abstract Span span();

  public abstract Origin origin();

  public abstract LocatedText time();

  public abstract Optional<WatermarkSpec> watermark();

  public abstract Optional<LocatedDuration> idleTimeout();

  public abstract Optional<LocatedDuration> maxFutureSkew();

  public static EventTimeSpec of(
      Span span,
      Origin origin,
      LocatedText time,
      Optional<WatermarkSpec> watermark,
      Optional<LocatedDuration> idleTimeout,
      Optional<LocatedDuration> maxFutureSkew) {
    return new AutoValue_EventTimeSpec(span, origin, time, watermark, idleTimeout, maxFutureSkew);
  }
}
