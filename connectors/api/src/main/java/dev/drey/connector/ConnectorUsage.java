package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.Optional;

/** One use of a connector in a spec, as far as its own checks need it. */
@AutoValue
public abstract class ConnectorUsage {
  public static ConnectorUsage source(String name, OptionValues options) {
    return new AutoValue_ConnectorUsage(name, false, options, Optional.empty(), Optional.empty());
  }

  public static ConnectorUsage sink(
      String name, OptionValues options, Delivery delivery, Optional<Duration> checkpointInterval) {
    return new AutoValue_ConnectorUsage(
        name, true, options, Optional.of(delivery), checkpointInterval);
  }

  /** The name of the source or sink in the spec. */
  public abstract String name();

  public abstract boolean isSink();

  public abstract OptionValues options();

  /** The guarantee asked of a sink. */
  public abstract Optional<Delivery> delivery();

  /** As the spec's {@code runtime} says. */
  public abstract Optional<Duration> checkpointInterval();
}
