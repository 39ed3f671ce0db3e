// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.Optional;

/** One use of a connector in a spec, as far as its own checks need it. */
@AutoValue
public abstract class ConnectorUsage {
  /** What stands for a secret that is read where the job is started. */
  public static final String HIDDEN = "***";

  public static ConnectorUsage source(String name, OptionValues options) {
    return new AutoValue_ConnectorUsage(
        name,
        false,
        options.withSecrets(secret -> HIDDEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static ConnectorUsage sink(
      String name, OptionValues options, Delivery delivery, Optional<Duration> checkpointInterval) {
    return new AutoValue_ConnectorUsage(
        name,
        true,
        options.withSecrets(secret -> HIDDEN),
        Optional.of(delivery),
        checkpointInterval,
        Optional.empty(),
        Optional.empty());
  }

  /** This use with the columns of its rows. */
  public ConnectorUsage withRowType(RowType rowType) {
    return new AutoValue_ConnectorUsage(
        name(),
        isSink(),
        options(),
        delivery(),
        checkpointInterval(),
        Optional.of(rowType),
        format());
  }

  /** This use with the format of its records. */
  public ConnectorUsage withFormat(String format) {
    return new AutoValue_ConnectorUsage(
        name(),
        isSink(),
        options(),
        delivery(),
        checkpointInterval(),
        rowType(),
        Optional.of(format));
  }

  /** This use with other options. */
  public ConnectorUsage withOptions(OptionValues options) {
    return new AutoValue_ConnectorUsage(
        name(), isSink(), options, delivery(), checkpointInterval(), rowType(), format());
  }

  /** The name of the source or sink in the spec. */
  public abstract String name();

  public abstract boolean isSink();

  /** A secret that is kept elsewhere is not known here: {@link #HIDDEN} stands for it. */
  public abstract OptionValues options();

  /** The guarantee asked of a sink. */
  public abstract Optional<Delivery> delivery();

  /** As the spec's {@code runtime} says. */
  public abstract Optional<Duration> checkpointInterval();

  /**
   * The columns that a source's type declares, or those of a sink's rows. Present whenever the
   * compiler asks.
   */
  public abstract Optional<RowType> rowType();

  /** The name of the format, where records have one and whoever asks knows it. */
  public abstract Optional<String> format();
}
