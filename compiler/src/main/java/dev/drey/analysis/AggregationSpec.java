// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.MadeColumns;
import dev.drey.model.MadeStream;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Groups of rows by key and window, with the keys that say what becomes of them. */
@AutoValue
abstract class AggregationSpec implements OperationSpec {
  /** Absent where it could not be read. */
  public abstract Optional<WindowSpec> window();

  public abstract Optional<LocatedDuration> allowedLateness();

  public abstract Optional<LocatedText> lateTo();

  /** The word that has late records dropped. */
  public abstract Optional<LocatedText> lateDrop();

  /** Where it is written what becomes of late records. */
  public Optional<LocatedText> late() {
    return lateTo().or(this::lateDrop);
  }

  /** Where it is written how the rows of a key are spread. */
  public abstract Optional<Span> skewAt();

  /** To how many subtasks the rows of a key go to be added up first. */
  public abstract Optional<Integer> salt();

  public abstract Optional<TriggerSpec> trigger();

  /** How long a key is kept where there is no window. */
  public abstract Optional<RunningSpec> running();

  public abstract List<NamedText> aggregate();

  public abstract Optional<LocatedText> having();

  /** Whether a window takes rows after it has ended, as far as is known. */
  public boolean keepsForLate() {
    return allowedLateness()
        .filter(lateness -> lateness.unresolved() || !lateness.duration().isZero())
        .isPresent();
  }

  /** Whether results are of all rows so far. */
  public boolean isRunning() {
    return window().isEmpty() && running().isPresent() && !aggregate().isEmpty();
  }

  /** Whether rows are grouped; else a key stands here without those that it needs. */
  public boolean groups() {
    return window().isPresent() || !aggregate().isEmpty();
  }

  @Override
  public List<MadeStream> makes() {
    return lateTo().map(to -> MadeStream.aside(to, "late-record stream", "remove `late`")).stream()
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public boolean keepsRows() {
    return !groups();
  }

  @Override
  public boolean takesSelect() {
    return groups();
  }

  @Override
  public Optional<MadeColumns> columns() {
    return Optional.of(
        MadeColumns.of(
            "aggregate", aggregate(), "after `where`; write a condition on it as `having`"));
  }

  public static Builder builder() {
    return new AutoValue_AggregationSpec.Builder();
  }

  /** Builds an {@link AggregationSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder window(Optional<WindowSpec> window);

    public abstract Builder allowedLateness(Optional<LocatedDuration> allowedLateness);

    public abstract Builder lateTo(Optional<LocatedText> lateTo);

    public abstract Builder lateDrop(Optional<LocatedText> lateDrop);

    public abstract Builder skewAt(Optional<Span> skewAt);

    public abstract Builder salt(Optional<Integer> salt);

    public abstract Builder trigger(Optional<TriggerSpec> trigger);

    public abstract Builder running(Optional<RunningSpec> running);

    public abstract Builder aggregate(List<NamedText> aggregate);

    public abstract Builder having(Optional<LocatedText> having);

    public abstract AggregationSpec build();
  }
}
