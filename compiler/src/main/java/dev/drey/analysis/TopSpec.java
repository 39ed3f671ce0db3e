// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.MadeColumns;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;

/** The first rows of each group by an order. */
@AutoValue
abstract class TopSpec implements OperationSpec {
  /** Of the whole operation. */
  public abstract Span span();

  /** Expressions with their directions; empty where they could not be read. */
  public abstract List<LocatedText> by();

  /** Absent where it could not be read. */
  public abstract Optional<Integer> n();

  /** The name of the column with a row's place. */
  public abstract Optional<LocatedText> rank();

  /** Whether rows of one window are in order; else all so far. */
  public abstract boolean perWindow();

  /** Where it is written how long a group is kept. */
  public abstract Optional<Span> ttlAt();

  public abstract Optional<LocatedDuration> ttl();

  public abstract boolean processingTime();

  @Override
  public boolean keepsRows() {
    return rank().isEmpty();
  }

  @Override
  public Optional<MadeColumns> columns() {
    return rank()
        .map(
            name ->
                MadeColumns.of(
                    TopOperation.KEY,
                    List.of(NamedText.of(name)),
                    "once rows are in order; read it in `select`, or in a stream behind"));
  }

  public static Builder builder() {
    return new AutoValue_TopSpec.Builder();
  }

  /** Builds a {@link TopSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder span(Span span);

    public abstract Builder by(List<LocatedText> by);

    public abstract Builder n(Optional<Integer> n);

    public abstract Builder rank(Optional<LocatedText> rank);

    public abstract Builder perWindow(boolean perWindow);

    public abstract Builder ttlAt(Optional<Span> span);

    public abstract Builder ttl(Optional<LocatedDuration> ttl);

    public abstract Builder processingTime(boolean processingTime);

    public abstract TopSpec build();
  }
}
