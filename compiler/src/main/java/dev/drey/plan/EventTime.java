package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expression;
import java.time.Duration;
import java.util.Optional;

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
