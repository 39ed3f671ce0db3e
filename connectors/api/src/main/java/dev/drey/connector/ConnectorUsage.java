// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One use of a connector in a spec, as far as its own checks need it. */
@AutoValue
public abstract class ConnectorUsage {
  /** What stands for a secret that is read where the job is started. */
  public static final String HIDDEN = "***";

  /** What a use is to its pipeline. */
  public enum Kind {
    /** Rows come in from it. */
    SOURCE,
    /** Rows leave to it. */
    SINK,
    /** It is asked for rows by key. */
    LOOKUP
  }

  public static ConnectorUsage source(String name, OptionValues options) {
    return of(Kind.SOURCE, name, options).build();
  }

  public static ConnectorUsage sink(
      String name, OptionValues options, Delivery delivery, Optional<Duration> checkpointInterval) {
    return of(Kind.SINK, name, options)
        .delivery(Optional.of(delivery))
        .checkpointInterval(checkpointInterval)
        .build();
  }

  /**
   * @param keys the columns by which is asked
   */
  public static ConnectorUsage lookup(String name, OptionValues options, List<String> keys) {
    return of(Kind.LOOKUP, name, options).keys(List.copyOf(keys)).build();
  }

  private static Builder of(Kind kind, String name, OptionValues options) {
    return new AutoValue_ConnectorUsage.Builder()
        .kind(kind)
        .name(name)
        .options(options.withSecrets(secret -> HIDDEN))
        .keys(List.of())
        .changing(false);
  }

  /** This use with the columns of its rows. */
  public ConnectorUsage withRowType(RowType rowType) {
    return toBuilder().rowType(Optional.of(rowType)).build();
  }

  /** This use with the columns that the source names as its key. */
  public ConnectorUsage withKeys(List<String> keys) {
    return toBuilder().keys(List.copyOf(keys)).build();
  }

  /** This use with the format of its records. */
  public ConnectorUsage withFormat(String format) {
    return toBuilder().format(Optional.of(format)).build();
  }

  /** This use of a sink with what becomes of rows that its system refuses. */
  public ConnectorUsage withRefusal(Refusal refusal) {
    return toBuilder().refusal(Optional.of(refusal)).build();
  }

  /** This use of a sink whose rows change each other. */
  public ConnectorUsage withChangingRows() {
    return toBuilder().changing(true).build();
  }

  /** This use with other options. */
  public ConnectorUsage withOptions(OptionValues options) {
    return toBuilder().options(options).build();
  }

  /** The name in the spec of the source or sink, or of the stream that asks. */
  public abstract String name();

  public abstract Kind kind();

  public final boolean isSink() {
    return kind() == Kind.SINK;
  }

  /** As messages call it: {@code sink `alerts`}. */
  public final String words() {
    String noun = kind() == Kind.LOOKUP ? "lookup of" : kind().name().toLowerCase(Locale.ROOT);
    return noun + " `" + name() + "`";
  }

  /** What a spec may write for such a use; absent where the connector cannot be used so. */
  public final Optional<Shape> shape(ConnectorDescriptor descriptor) {
    switch (kind()) {
      case SOURCE:
        return descriptor.sourceOptions();
      case SINK:
        return descriptor.sinkOptions();
      case LOOKUP:
        return descriptor.lookupOptions();
    }
    throw new IllegalStateException(kind().toString());
  }

  /** A secret that is kept elsewhere is not known here: {@link #HIDDEN} stands for it. */
  public abstract OptionValues options();

  /** The guarantee asked of a sink. */
  public abstract Optional<Delivery> delivery();

  /** What becomes of rows that the system refuses, where whoever asks knows it. */
  public abstract Optional<Refusal> refusal();

  /** Whether the rows of a sink change each other, where whoever asks knows it. */
  public abstract boolean changing();

  /** As the spec's {@code runtime} says. */
  public abstract Optional<Duration> checkpointInterval();

  /**
   * The columns that the type of a source or lookup declares, or those of a sink's rows. Present
   * whenever the compiler asks.
   */
  public abstract Optional<RowType> rowType();

  /** The name of the format, where records have one and whoever asks knows it. */
  public abstract Optional<String> format();

  /**
   * The columns by which a lookup asks, or by which the rows of a source replace each other, in the
   * order written; none for a sink.
   */
  public abstract List<String> keys();

  abstract Builder toBuilder();

  /** Builds a {@link ConnectorUsage}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder name(String name);

    abstract Builder kind(Kind kind);

    abstract Builder options(OptionValues options);

    abstract Builder delivery(Optional<Delivery> delivery);

    abstract Builder refusal(Optional<Refusal> refusal);

    abstract Builder changing(boolean changing);

    abstract Builder checkpointInterval(Optional<Duration> interval);

    abstract Builder rowType(Optional<RowType> rowType);

    abstract Builder format(Optional<String> format);

    abstract Builder keys(List<String> keys);

    abstract ConnectorUsage build();
  }
}
