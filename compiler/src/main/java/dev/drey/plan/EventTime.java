// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.value.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How a source's rows get their time and its watermark moves. */
@AutoValue
public abstract class EventTime {
  /** TIMESTAMP or TIMESTAMP_LTZ over the produced columns. A row where it is NULL is bad. */
  public abstract Expression timestamp();

  /** How far behind the greatest time seen the watermark stays; zero: monotonic. */
  public abstract Duration outOfOrderness();

  /** Gives each row's watermark, or NULL for none; then {@link #outOfOrderness} is not used. */
  public abstract Optional<Expression> punctuated();

  public abstract Optional<Duration> idleTimeout();

  /** A row further ahead of the wall clock than this does not move the watermark. */
  public abstract Optional<Duration> maxFutureSkew();

  /** The timestamp and, where there is one, what gives each row's watermark. */
  public List<Expression> expressions() {
    return punctuated()
        .map(mark -> List.of(timestamp(), mark))
        .orElseGet(() -> List.of(timestamp()));
  }

  /** The same with other expressions of the same values. */
  EventTime withExpressions(UnaryOperator<Expression> change) {
    return of(
        change.apply(timestamp()),
        outOfOrderness(),
        punctuated().map(change),
        idleTimeout(),
        maxFutureSkew());
  }

  public static EventTime of(
      Expression timestamp,
      Duration outOfOrderness,
      Optional<Expression> punctuated,
      Optional<Duration> idleTimeout,
      Optional<Duration> maxFutureSkew) {
    return new AutoValue_EventTime(
        timestamp, outOfOrderness, punctuated, idleTimeout, maxFutureSkew);
  }
}
