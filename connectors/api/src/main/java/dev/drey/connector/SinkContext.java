// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import static java.util.Objects.requireNonNull;

import com.google.auto.value.AutoValue;
import dev.drey.format.FileEncoder;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowFunction;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a sink connector builds from. */
@AutoValue
public abstract class SinkContext {
  /** The sink's name in the spec. */
  public abstract String name();

  public abstract OptionValues options();

  public abstract RowType rowType();

  /**
   * How the rows change each other: one of those that the descriptor says. Where they do, a {@link
   * dev.drey.row.RowChange} stands behind the columns of each.
   */
  public abstract ChangeMode changes();

  /**
   * Rows to bytes; present where the descriptor says that the sink has a format, but for one that
   * writes files as wholes.
   */
  public abstract Optional<RowEncoder> encoder();

  /** How files are written, where the format writes them as wholes. */
  public abstract Optional<FileEncoder> files();

  public abstract Delivery delivery();

  /** What to do with a row that the system refuses for good: one that the descriptor says. */
  public abstract Refusal refusal();

  /**
   * The options that are expressions, compiled: by option name, {@code key}; by {@code name.key}
   * for a map of expressions, {@code headers.trace}.
   */
  public abstract Map<String, RowFunction> expressions();

  /** What an option that takes an expression compiles to; empty where it is not given. */
  public final Optional<RowFunction> expression(Option<String> option) {
    return Optional.ofNullable(expressions().get(option.name()));
  }

  /** What the expressions of an option with several compile to, by their names in its order. */
  public final Map<String, RowFunction> expressions(Option<Map<String, Object>> option) {
    Map<String, RowFunction> compiled = new LinkedHashMap<>();
    for (String name : options().get(option).keySet()) {
      compiled.put(name, requireNonNull(expressions().get(option.to(name))));
    }
    return compiled;
  }

  /**
   * The name of a run beside the deployed pipeline, such as {@code local-3fa1c2e0}; empty where
   * this is the deployed one. What only one job may have in the system at a time, such as the ids
   * of transactions, goes by this name then, and none of the deployed pipeline's is touched.
   */
  public abstract Optional<String> besideAs();

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SinkContext.Builder()
        .changes(ChangeMode.APPEND)
        .delivery(Delivery.AT_LEAST_ONCE)
        .refusal(Refusal.FAIL)
        .expressions(Map.of());
  }

  /** Builds a {@link SinkContext}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(String name);

    public abstract Builder options(OptionValues options);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder changes(ChangeMode changes);

    public abstract Builder encoder(RowEncoder encoder);

    public abstract Builder files(FileEncoder files);

    public abstract Builder delivery(Delivery delivery);

    public abstract Builder refusal(Refusal refusal);

    public abstract Builder expressions(Map<String, RowFunction> expressions);

    public abstract Builder besideAs(String run);

    public abstract SinkContext build();
  }
}
